/** Rows of the tables that migration log makes. */

export type LogTables = Record<never, never>;
