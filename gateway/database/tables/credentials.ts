/** Rows of the tables that migration credentials makes. */

export type CredentialTables = Record<never, never>;
