/** Connections into schema `face`: each takes its role before anything is asked of it, and reads nothing else then. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { FaceTemplateTables } from '../../../database/tables/face-templates.ts';

export type FaceDatabase = Kysely<FaceTemplateTables>;

export type FaceRoom = { readonly db: FaceDatabase; readonly close: () => Promise<void> };

const CONNECTIONS = 4;

/** A connection that can't take the role is closed, and whoever wanted it is told by an error. */
export function openFaceRoom(connectionString: string): FaceRoom {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    // The pool waits for it; the types don't know of that.
    onConnect: async (client) => {
      client.on('error', () => {});
      await client.query('set role city_face; set search_path = face');
    },
  });
  pool.on('error', () => {});
  const db: FaceDatabase = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
