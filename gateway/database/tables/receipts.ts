/** Rows of the tables that migration receipts makes. */

export type ReceiptTables = Record<never, never>;
