/** Challenges: three of four movements in an order that nobody knows beforehand, answered once and within two minutes. */
import { hash, randomInt } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import { CityError } from '../../../errors.ts';
import { newToken } from '../../../ids.ts';
import type { Challenge, ChallengeContext, Movement } from '../engine.ts';
import type { FaceDatabase } from '../templates/room.ts';

const MOVEMENTS: readonly Movement[] = ['close-eyes', 'turn-left', 'turn-right', 'open-mouth'];
const MOVEMENTS_ASKED = 3;
const LIFE_MILLISECONDS = 120_000;

export type ChallengesParts = {
  readonly db: FaceDatabase;
  readonly clock: Clock;
  readonly draw: () => readonly Movement[];
};

/** Three different movements; every choice and order is equally likely. */
export function drawMovements(): readonly Movement[] {
  const left = [...MOVEMENTS];
  return Array.from({ length: MOVEMENTS_ASKED }, () => left.splice(randomInt(left.length), 1)).flat();
}

export class Challenges {
  readonly #parts: ChallengesParts;

  constructor(parts: ChallengesParts) {
    this.#parts = parts;
  }

  async start({ purpose, bound }: ChallengeContext): Promise<Challenge> {
    const { db, clock, draw } = this.#parts;
    const challenge = {
      nonce: newToken(32),
      movements: draw(),
      expiresAt: new Date(clock.now().getTime() + LIFE_MILLISECONDS),
    };
    await db
      .insertInto('challenges')
      .values({
        nonce: hashOf(challenge.nonce),
        purpose,
        bound,
        movements: [...challenge.movements],
        expires_at: challenge.expiresAt,
      })
      .execute();
    return challenge;
  }

  /**
   * Uses a challenge up and tells its movements. @throws CityError FACE_CHALLENGE_ENDED for one that is unknown, used, too
   * old or another context's, which is used up as well
   */
  async take(nonce: string, { purpose, bound }: ChallengeContext): Promise<readonly Movement[]> {
    const { db, clock } = this.#parts;
    const row = await db
      .deleteFrom('challenges')
      .where('nonce', '=', hashOf(nonce))
      .returningAll()
      .executeTakeFirst();
    const isIts = row?.purpose === purpose && row.bound === bound;
    if (row === undefined || !isIts || row.expires_at <= clock.now())
      throw new CityError('FACE_CHALLENGE_ENDED');
    return row.movements as Movement[];
  }

  async forget(now: Date): Promise<void> {
    await this.#parts.db.deleteFrom('challenges').where('expires_at', '<=', now).execute();
  }
}

const hashOf = (nonce: string): Buffer => hash('sha256', nonce, 'buffer');
