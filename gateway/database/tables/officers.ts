/** Rows of the tables that migrations officer-checks and screens make. People are keyed hashes; staff are known by their numbers. */

export type OfficerTables = {
  officer_checks: CheckTable;
  officer_turns: { officer: string; day: string; check_id: string; department: string };
  officer_alerts: { department: string; officer: string; day: string; level: AlertLevel; at: Date };
  screen_pairings: { hash: string; window: string; department: string; staff: string; expires_at: Date };
  screens: ScreenTable;
};

/**
 * A check waits for the second officer's number, then for the name to be compared; `refused` is one that found nobody
 * who may stand there, or somebody else.
 */
export type CheckState = 'waiting' | 'compare' | 'confirmed' | 'declined' | 'refused';

/** Near the daily cap, or at it. */
export type AlertLevel = 'near' | 'reached';

export type ReviewOutcome = 'in-order' | 'follow-up';

type CheckTable = {
  id: string;
  request_id: string;
  department: string;
  window: string;
  reason: string;
  /** Who is said to stand there, or to have died. */
  document: string;
  /** By role for whom they act, where the officers said so. */
  holders: Readonly<Record<string, string>>;
  state: CheckState;
  first_officer: string;
  /** Hash of the session in which the first officer asked. */
  first_session: string;
  second_officer: string | null;
  opened_at: Date;
  decided_at: Date | null;
  /** Null where the lot didn't fall on it. */
  review: 'drawn' | 'settled' | null;
  review_outcome: ReviewOutcome | null;
  /** Under the key of whom the check was about. */
  review_note: Buffer | null;
  reviewed_by: string | null;
  reviewed_at: Date | null;
};

type ScreenTable = {
  id: string;
  department: string;
  window: string;
  name: string;
  kid: string;
  jwk: { kty: string; crv: string; x: string; y: string };
  paired_by: string;
  paired_at: Date;
  seen_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
};
