/** Rows of the tables that migrations receipts, tries and mandates make. Nobody's values are here: what a receipt says is sealed. */

export type ReceiptTables = {
  receipts: ReceiptTable;
  receipt_chains: ReceiptChainTable;
  receipt_firsts: ReceiptFirstTable;
  receipt_tries: ReceiptTryTable;
  complaints: ComplaintTable;
};

/** A receipt; `id` is that of its log entry, `sealed` its opening under the subject's key. */
type ReceiptTable = { id: string; subject: string; number: number; sealed: Buffer };

/** The end of a subject's chain: the last number, and the last commitment, null before the first receipt. */
type ReceiptChainTable = { subject: string; number: number; commitment: Buffer | null };

/** Number of the receipt that a request's first answer left; kept as long as the request can be repeated. */
type ReceiptFirstTable = { request_id: string; subject: string; number: number; at: Date };

/** Tries that a request refused for one reason within one minute; they become one receipt when the minute is over. */
type ReceiptTryTable = { request_id: string; client: string; minute: Date; reason: string; count: number };

/** What somebody finds wrong with a receipt or a credential of theirs; `words` and `answer` are sealed under the subject's key. */
type ComplaintTable = {
  id: string;
  subject: string;
  kind: 'receipt' | 'credential';
  /** Who has to answer: the department that asked, or that issued. */
  department: string;
  receipt: number | null;
  request_id: string | null;
  credential_id: string | null;
  reason: string;
  words: Buffer | null;
  created_at: Date;
  answered_at: Date | null;
  /** Staff number. */
  answered_by: string | null;
  answer: Buffer | null;
};
