/** One use: of many tries one is answered, its asker may repeat it a little, and nothing half done stays behind. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProofs } from '../../../gateway/proofs/proofs.ts';
import type { Proof } from '../../../sdk/verify/types.ts';
import { mandateInForce } from '../../support/authorization-ground.ts';
import { identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const person = identityCard('甲', '1940-01-01', 1);
const other = identityCard('乙', '1950-01-01', 2);
const wish = { matter: 'WCM-CAB-009', people: { applicant: person.idNumber } };
const client = 'cab-counter';

let ground: ProofsGround;
beforeAll(async () => {
  ground = await openProofsGround();
  await ground.city.importRows('PSB', 'resident-identity-card', [person]);
  await ground.city.anchor();
}, 120_000);
afterAll(() => ground.close());

type Outcome = Proof | string;
const attempt = (id: string, by: { client?: string; nonce?: string } = {}): Promise<Outcome> =>
  ground.proofs
    .prove({ id, client, nonce: NONCE, ...by })
    .catch((error: { code?: string; message?: string }) => error.code ?? String(error.message));
const codesOf = (outcomes: readonly Outcome[]): Record<string, number> => {
  const codes = outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : 'answered'));
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  );
};
const hundred = Array.from({ length: 100 }, (_, place) => place);
const receiptsOf = async (number: string): Promise<number> =>
  (
    await ground.city.db
      .selectFrom('receipts')
      .select('number')
      .where('subject', '=', ground.subjectOf(number))
      .execute()
  ).length;

describe('of a hundred tries at once', () => {
  test('by different askers or nonces one is answered and ninety-nine are told that it is used', async () => {
    const id = await ground.approve(wish);
    const tries = hundred.map((place) =>
      place === 50
        ? attempt(id)
        : attempt(id, place % 2 === 0 ? { client: `client-${place}` } : { nonce: `nonce-${place}` }),
    );
    expect(codesOf(await Promise.all(tries))).toEqual({ answered: 1, AUTHORIZATION_USED: 99 });
  });

  test('by the same asker one is the use and three repeat it', async () => {
    const id = await ground.approve(wish);
    const before = await receiptsOf(person.idNumber);
    const outcomes = await Promise.all(hundred.map(() => attempt(id)));
    expect(codesOf(outcomes)).toEqual({ answered: 4, AUTHORIZATION_USED: 96 });
    expect((await receiptsOf(person.idNumber)) - before).toBe(4);
  });

  test('through two gateways at once none is answered twice', async () => {
    const other = openProofs(ground.parts);
    for (let round = 0; round < 5; round++) {
      const id = await ground.approve(wish);
      const outcomes = await Promise.all(
        hundred
          .slice(0, 20)
          .map((place) =>
            place % 2 === 0
              ? attempt(id)
              : other
                  .prove({ id, client, nonce: NONCE })
                  .catch((error: { code: string }): Outcome => error.code),
          ),
      );
      expect(codesOf(outcomes)).toEqual({ answered: 4, AUTHORIZATION_USED: 16 });
    }
  });

  test('on a hundred authorizations all are answered, each its own', async () => {
    const ids: string[] = [];
    for (const place of hundred.slice(0, 70))
      ids.push(await ground.approve(wish, `nonce-of-request-${1000 + place}`));
    const proofs = await Promise.all(
      ids.map((id, place) => attempt(id, { nonce: `nonce-of-request-${1000 + place}` })),
    );
    expect(proofs.map((proof) => (typeof proof === 'string' ? proof : proof.request.id))).toEqual(ids);
  });
});

describe('a use', () => {
  test('needs everybody’s agreement', async () => {
    const id = await ground.ask(wish);
    expect(await attempt(id)).toBe('NOT_AUTHORIZED');
  });

  test('needs the counter to have compared the name, where it showed the code', async () => {
    const id = await ground.approve(wish);
    await ground.city.db
      .updateTable('request_parties')
      .set({ confirmed: false })
      .where('request_id', '=', id)
      .execute();
    expect(await attempt(id)).toBe('NOT_AUTHORIZED');
    await ground.city.db
      .updateTable('request_parties')
      .set({ confirmed: true })
      .where('request_id', '=', id)
      .execute();
    expect(await attempt(id)).toMatchObject({ version: 1 });
  });

  test('ends with the authorization’s time', async () => {
    const id = await ground.approve(wish);
    const { expires_at } = await ground.city.db
      .selectFrom('requests')
      .select('expires_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const now = ground.city.clock.now();
    ground.city.clock.set(expires_at.toISOString());
    expect(await attempt(id)).toBe('NOT_AUTHORIZED');
    ground.city.clock.set(now.toISOString());
  });

  test('of an unknown request looks like one of somebody else’s', async () => {
    const id = await ground.approve(wish);
    expect(await attempt(id, { client: 'edu-counter' })).toBe('AUTHORIZATION_USED');
    expect(await attempt('00000000-0000-4000-8000-000000000000')).toBe('AUTHORIZATION_USED');
  });

  test('can be repeated for two minutes and not longer', async () => {
    const [early, late] = [await ground.approve(wish), await ground.approve(wish)];
    for (const id of [early, late]) expect(await attempt(id)).toMatchObject({ version: 1 });
    const now = ground.city.clock.now();
    ground.city.clock.pass(119);
    expect(await attempt(early)).toMatchObject({ version: 1 });
    ground.city.clock.pass(1);
    expect(await attempt(late)).toBe('AUTHORIZATION_USED');
    ground.city.clock.set(now.toISOString());
  });

  test('that a dead gateway committed and never answered is repeated by the next one', async () => {
    const id = await ground.approve(wish);
    // The answer of this one is lost: nobody looks at it.
    await openProofs(ground.parts).prove({ id, client, nonce: NONCE });
    const again = await openProofs(ground.parts).prove({ id, client, nonce: NONCE });
    expect((await ground.verify(again)).items[0]).toMatchObject({ valid: true });
  });

  test('that fails to commit consumes nothing and leaves nothing', async () => {
    const id = await ground.approve(wish);
    const before = await receiptsOf(person.idNumber);
    // The receipt can't be stored, as if the database had died in the middle.
    const failing = openProofs({ ...ground.parts, cityId: '\ud800' });
    await expect(failing.prove({ id, client, nonce: NONCE })).rejects.toThrow();
    expect(await receiptsOf(person.idNumber)).toBe(before);
    expect(await attempt(id)).toMatchObject({ version: 1 });
  });

  test.each([
    ['vault', 40, 'credentials', { sealed: Buffer.alloc(200) }],
    ['wrapped key', 41, 'subject_keys', { wrapped: Buffer.alloc(60) }],
  ] as const)(
    'whose %s was tampered with fails alone, and shows nothing',
    async (_what, serial, table, changed) => {
      const victim = identityCard('丁', '1945-05-05', serial);
      await ground.city.importRows('PSB', 'resident-identity-card', [victim]);
      await ground.city.anchor();
      const bad = await ground.approve(
        { ...wish, people: { applicant: victim.idNumber } },
        'nonce-of-the-bad-one',
      );
      const good = await ground.approve(wish);
      await ground.city.db
        .updateTable(table)
        .set(changed)
        .where('subject', '=', ground.subjectOf(victim.idNumber))
        .execute();
      const [first, second] = await Promise.all([
        attempt(bad, { nonce: 'nonce-of-the-bad-one' }),
        attempt(good),
      ]);
      expect(first).toEqual(expect.any(String));
      expect(second).toMatchObject({ version: 1 });
    },
  );
});

test('a use is told at once to the asker, to who agreed and to whom they stood for', async () => {
  const [holder, agent] = [ground.subjectOf(person.idNumber), ground.subjectOf(other.idNumber)];
  await mandateInForce(holder, { agentNumber: other.idNumber }, ground.authorization);
  const id = await ground.approve({
    matter: wish.matter,
    people: { applicant: other.idNumber },
    holders: { applicant: holder },
  });
  const gone = new AbortController();
  const heard = [id, holder, agent].map(async (name) => {
    let looks = 0;
    // Longer between looks than this test may take: what is heard was announced.
    for await (const _ of ground.authorization.changes.follow(name, gone.signal, 60_000))
      if (++looks === 2) return name;
    return undefined;
  });
  await new Promise(setImmediate);
  expect(codesOf([await attempt(id)])).toEqual({ answered: 1 });
  expect(await Promise.all(heard)).toEqual([id, holder, agent]);
  gone.abort();
});
