/** Rows of the tables that migration figures makes. Nobody who reported or was asked is in them; staff stand by their numbers. */

export type FigureTables = {
  administration_journal: JournalTable;
  administration_proposals: ProposalTable;
  /** When a key was first seen to be accredited: the ledger knows places and no times. */
  key_dates: { kid: string; department: string; since: Date };
  papers_asked: PaperAskedTable;
  credentials_shown: CredentialsShownTable;
  figure_months: { month: string; closed_at: Date };
  monthly_figures: MonthlyFigureTable;
};

/** Who did something: a member of staff by their number, or a department's system. */
export type JournalActor = { readonly staff: string } | { readonly client: string };

/** What an entry is about: codes, counts and parts of record numbers, never a value of a credential. */
export type JournalFacts = Readonly<Record<string, string | number | null>>;

export type JournalAction =
  | 'import-sent'
  | 'data-confirmed'
  | 'status-previewed'
  | 'status-changed'
  | 'status-change-proposed'
  | 'status-change-confirmed'
  | 'status-change-withdrawn'
  | 'key-rotation-proposed'
  | 'key-rotation-confirmed'
  | 'key-rotation-withdrawn'
  | 'paper-report-settled';

/** An entry; `hash` covers all of it and the hash of the one before, the first of a department has none. */
type JournalTable = {
  department: string;
  number: number;
  at: Date;
  actor: JournalActor;
  action: JournalAction;
  about: JournalFacts;
  previous: Buffer | null;
  hash: Buffer;
};

/** What one administrator proposes and another confirms. The record number is a keyed hash; `ending` is what is shown of it. */
export type ProposalContent =
  | {
      readonly kind: 'status-change';
      readonly credentialType: string;
      readonly recordHash: string;
      readonly ending: string;
      readonly change: 'suspend' | 'reinstate' | 'revoke';
      readonly reason: string | null;
    }
  | { readonly kind: 'key-rotation' };

type ProposalTable = {
  id: string;
  department: string;
  content: ProposalContent;
  state: 'waiting' | 'confirmed' | 'withdrawn';
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  /** How many credentials changed, or the key that was added. */
  outcome: { readonly changed: number } | { readonly kid: string } | null;
};

/** A report; `reporter` is a keyed hash by which one person counts once per paper, matter and day, null where nobody had signed in. */
type PaperAskedTable = {
  id: string;
  reporter: string | null;
  department: string;
  window: string | null;
  matter: string;
  credential_type: string;
  at_window: string;
  received_on: string;
  sealed_text: Buffer | null;
  settled_by: string | null;
  settled_at: Date | null;
  sealed_note: Buffer | null;
};

/** What one transaction of answers showed in a month `YYYY-MM`: credentials, and in how many requests. */
type CredentialsShownTable = {
  month: string;
  department: string;
  matter: string;
  credential_type: string;
  requests: number;
  credentials: number;
};

/** Of accesses per department, agreed to or refused; of papers per matter and type, not needed or still asked for. */
export type FigureKind = 'agreed' | 'refused' | 'not-needed' | 'still-asked';

/** A figure as it is published; one that may not be published has no row. Matter and type are empty for accesses. */
type MonthlyFigureTable = {
  month: string;
  kind: FigureKind;
  department: string;
  matter: string;
  credential_type: string;
  count: number;
};
