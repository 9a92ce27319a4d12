/** Rows of the tables that migration authorization makes. */

export type AuthorizationTables = Record<never, never>;
