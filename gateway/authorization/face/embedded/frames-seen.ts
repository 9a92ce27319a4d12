/** Remembers posted pictures by keyed hashes of their pixels, so that a recording isn't taken twice. */
import { sql } from 'kysely';
import { byteaArray } from '../../../database/arrays.ts';
import type { Keys } from '../../../keys/keys.ts';
import type { FaceDatabase } from '../templates/room.ts';

const MILLISECONDS_A_DAY = 86_400_000;

export type FramesSeenParts = {
  readonly db: FaceDatabase;
  readonly keys: Pick<Keys, 'blind'>;
  readonly days: number;
};

export class FramesSeen {
  readonly #parts: FramesSeenParts;

  constructor(parts: FramesSeenParts) {
    this.#parts = parts;
  }

  /**
   * Notes pictures by digests of their pixels, and tells whether all are new: none posted within the days before, and no
   * two alike. A picture that was changed by as little as one pixel is another one.
   */
  async areNew(digests: readonly Uint8Array[], now: Date): Promise<boolean> {
    const { db, keys } = this.#parts;
    const hashes = digests.map((digest) =>
      keys.blind('face-frame', Buffer.from(digest).toString('base64url')),
    );
    const { numAffectedRows } = await sql`
      insert into seen_frames (hash, at)
      select distinct hash, ${now}::timestamptz from unnest(${byteaArray(hashes)}::bytea[]) as posted (hash)
      on conflict (hash) do update set at = excluded.at where seen_frames.at <= ${this.#forgottenAt(now)}
    `.execute(db);
    return Number(numAffectedRows) === digests.length;
  }

  async forget(now: Date): Promise<void> {
    await this.#parts.db.deleteFrom('seen_frames').where('at', '<=', this.#forgottenAt(now)).execute();
  }

  #forgottenAt(now: Date): Date {
    return new Date(now.getTime() - this.#parts.days * MILLISECONDS_A_DAY);
  }
}
