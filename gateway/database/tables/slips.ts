/** Rows of the tables that migration slips makes. People are keyed hashes; a note is sealed under the key of whom it is about. */
import type { PartyItem } from './authorization.ts';

export type SlipTables = {
  slips: SlipTable;
  manual_checks: ManualCheckTable;
  manual_check_notes: ManualCheckNoteTable;
};

/** One role that a slip stands for, agreed to when it was made. */
export type SlipParty = {
  readonly subject: string;
  readonly given_by: string;
  readonly holder: string;
  readonly items: readonly PartyItem[];
};

type SlipTable = {
  id: string;
  giver: string;
  department: string;
  matter: string;
  parties: SlipParty[];
  /** Last civil day (Asia/Shanghai) on which it is taken. */
  last_day: string;
  created_at: Date;
  withdrawn_at: Date | null;
  redeemed_at: Date | null;
  /** Where it was redeemed, and for which request. */
  window: string | null;
  request_id: string | null;
};

/** A redeemed slip was brought again, at this second window, so and so often. */
type ManualCheckTable = {
  id: string;
  slip_id: string;
  /** Under whose key the notes are sealed. */
  subject: string;
  first_window: string;
  first_at: Date;
  second_window: string;
  second_at: Date;
  tries: number;
  last_at: Date;
};

type ManualCheckNoteTable = {
  check_id: string;
  window: string;
  /** Staff number. */
  officer: string;
  settled_at: Date;
  /** Null where the subject's key was destroyed before. */
  sealed: Buffer | null;
};
