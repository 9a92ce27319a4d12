/** What PostgreSQL says went wrong, by its own codes. */

/** The SQLSTATE of an error that the database gave; empty for any other. */
export const sqlStateOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
