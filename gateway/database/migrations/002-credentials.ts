/** Credentials, their wrapped keys, imports and status lists. */
import type { Kysely } from 'kysely';

export async function up(_db: Kysely<unknown>): Promise<void> {}
