/** Guarantees about what stands beside: whatever is done to one request, code or mandate leaves every other as it was. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemCaller } from '../../../gateway/actor.ts';
import { authoritiesOf } from '../../../gateway/authorization/authorities.ts';
import { consumeRequests } from '../../../gateway/authorization/consume.ts';
import { confirmPerson, decide, joinRequest } from '../../../gateway/authorization/decisions.ts';
import { expireRequests, withdraw } from '../../../gateway/authorization/endings.ts';
import { listAuthorizations, openRequests, recentRequests } from '../../../gateway/authorization/lists.ts';
import { listMandates } from '../../../gateway/authorization/mandate-list.ts';
import { endMandate } from '../../../gateway/authorization/mandates.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { decide as decideShape, type Party } from '../../../sdk/schemas/requests.ts';
import { authorizationOver, mandateInForce } from '../../support/authorization-ground.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const ONE = 'WCM-CAB-002';
const TWO = 'WCM-CAB-001';
const NONCE = 'nonce-of-the-asker-1';
const CAB: SystemCaller = { kind: 'system', scopes: ['ask'], department: 'CAB', client: 'cab-counter' };
const ada = identityCard('阿黛', '1990-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
const cleo = identityCard('可丽', '1992-01-01', 3);

let city: CityGround;
let parts: ReturnType<typeof authorizationOver>;
const subject = (person: { idNumber: string }): string => city.credentials.subjectOf(person.idNumber) ?? '';
const refusal = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  city = await openCityGround();
  parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [ada, bo, cleo]);
}, 120_000);
afterAll(async () => {
  await parts.changes.close();
  await city.close();
});
beforeEach(() => {
  parts.accesses.length = 0;
});

const qrOf = async (person: typeof ada): Promise<Party> => ({
  code: (await parts.codes.showQr(subject(person))).url,
});
const ask = (matter: string, parties: Record<string, Party>) =>
  createRequest(CAB, { matter, nonce: NONCE, window: 'CAB-W1', conditions: [], parties }, parts);
const agree = (person: typeof ada, id: string, digits?: number) =>
  decide(subject(person), id, { decision: decideShape.parse({ decision: 'agree', digits }), parts });
const use = (id: string, by: { client?: string; nonce?: string } = {}) =>
  city.db
    .transaction()
    .execute((trx) => consumeRequests(trx, [{ id, client: CAB.client, nonce: NONCE, ...by }], parts));

/** A request whose only party scans what the counter shows. */
async function shown() {
  const { id, shown: screens } = await ask(ONE, { applicant: { show: true } });
  const screen = screens.get('applicant');
  if (screen === undefined) throw new Error('nothing is shown');
  return { id, ...screen };
}

/** One whose person agreed to what the counter shows, and whom the counter has not confirmed yet. */
async function agreed(person: typeof ada) {
  const screen = await shown();
  await joinRequest(subject(person), screen.url, parts);
  await agree(person, screen.id, screen.twoDigits);
  return screen.id;
}

/** Everything that the database says of requests, parties, codes and mandates that are not meant. */
async function others(meant: string): Promise<unknown> {
  const rows = async (text: string) => (await sql.raw(text).execute(city.db)).rows;
  return {
    requests: await rows(`select * from requests where id <> '${meant}' order by id`),
    parties: await rows(
      `select * from request_parties where request_id <> '${meant}' order by request_id, subject`,
    ),
    codes: await rows(
      `select * from codes where request_id is distinct from '${meant}' and subject is distinct from '${subject(ada)}' order by hash`,
    ),
  };
}

/** Requests in every state, of the same and of other people. */
async function placeNeighbours(): Promise<void> {
  await agreed(ada);
  await agreed(bo);
  await shown();
  await joinRequest(subject(bo), (await shown()).url, parts);
  await ask(ONE, { applicant: await qrOf(ada) });
  await ask(TWO, { applicant: await qrOf(ada), partner: await qrOf(bo) });
  const approved = await ask(ONE, { applicant: await qrOf(bo) });
  await agree(bo, approved.id);
  const answered = await ask(ONE, { applicant: await qrOf(bo) });
  await agree(bo, answered.id);
  await use(answered.id);
  const withdrawn = await ask(ONE, { applicant: await qrOf(bo) });
  await withdraw({ client: CAB.client }, withdrawn.id, parts);
  await parts.codes.showQr(subject(cleo));
  await parts.codes.showNumber(subject(cleo));
  parts.accesses.length = 0;
}

describe('nothing beside it changes', () => {
  const untouched = async (meant: string, action: () => Promise<unknown>): Promise<void> => {
    const before = await others(meant);
    await action();
    expect(await others(meant)).toEqual(before);
  };

  test('when a person scans, agrees, is confirmed, and the authorization is used and repeated', async () => {
    await placeNeighbours();
    const { id, url, twoDigits } = await shown();
    await untouched(id, () => joinRequest(subject(ada), url, parts));
    await untouched(id, () => agree(ada, id, twoDigits));
    await untouched(id, () => confirmPerson(CAB, id, { same: true, parts }));
    await untouched(id, () => use(id));
    await untouched(id, () => use(id));
  });

  test('when one is withdrawn, refused or runs out of time, and receipts are left for its own people alone', async () => {
    await placeNeighbours();
    const taken = (await ask(ONE, { applicant: await qrOf(ada) })).id;
    await untouched(taken, () => withdraw({ person: subject(ada) }, taken, parts));
    const other = await agreed(ada);
    await untouched(other, () => confirmPerson(CAB, other, { same: false, parts }));
    expect(parts.accesses).toMatchObject([
      { request: taken, holder: subject(ada), outcome: 'withdrawn' },
      { request: other, holder: subject(ada), outcome: 'not-this-person' },
    ]);
    parts.accesses.length = 0;
    await city.db
      .updateTable('requests')
      .set({ expires_at: city.clock.now() })
      .where('id', '=', other)
      .execute();
    const late = (await ask(ONE, { applicant: await qrOf(ada) })).id;
    await city.db
      .updateTable('requests')
      .set({ expires_at: city.clock.now() })
      .where('id', '=', late)
      .execute();
    await untouched(late, async () => expect(await expireRequests(parts)).toBe(1));
    expect(parts.accesses).toMatchObject([{ request: late, outcome: 'expired' }]);
  });

  test('when a number is entered, or a wrong one', async () => {
    await placeNeighbours();
    const { number } = await parts.codes.showNumber(subject(ada));
    const place = { department: 'CAB', window: 'CAB-W1' };
    const enter = (numbers: readonly string[]) =>
      city.db.transaction().execute((trx) => parts.codes.enter(trx, { codes: [], numbers }, place));
    const unknown = '0'.repeat(8);
    await untouched('00000000-0000-0000-0000-000000000000', async () => {
      expect(await enter([number, unknown])).toBe(undefined);
      expect(await enter([number])).toEqual(new Map([[number, subject(ada)]]));
    });
  });
});

describe('of two who are shown a code', () => {
  const askBoth = async () => {
    const { id, shown: screens } = await ask(TWO, { applicant: { show: true }, partner: { show: true } });
    return { id, applicant: screens.get('applicant'), partner: screens.get('partner') };
  };
  const givers = async (id: string) =>
    (
      await city.db
        .selectFrom('request_parties')
        .select(['giver', 'confirmed', 'state'])
        .where('request_id', '=', id)
        .orderBy('subject')
        .execute()
    ).map(({ giver, confirmed, state }) => [giver, confirmed, state]);

  test('who scans takes their own place only, and agrees for nobody else', async () => {
    const { id, applicant, partner } = await askBoth();
    await joinRequest(subject(ada), applicant?.url ?? '', parts);
    expect(await givers(id)).toEqual([
      [subject(ada), false, 'waiting'],
      [null, false, 'waiting'],
    ]);
    await agree(ada, id, applicant?.twoDigits);
    await joinRequest(subject(bo), partner?.url ?? '', parts);
    expect(await givers(id)).toEqual([
      [subject(ada), false, 'agreed'],
      [subject(bo), false, 'waiting'],
    ]);
    await expect(confirmPerson(CAB, id, { same: true, parts })).rejects.toEqual(refusal('NOT_AUTHORIZED'));
  });

  test('whom the request has not reached gets no receipt of its end', async () => {
    const { id, applicant } = await askBoth();
    await joinRequest(subject(ada), applicant?.url ?? '', parts);
    await withdraw({ client: CAB.client }, id, parts);
    expect(parts.accesses.map(({ holder, role }) => [holder, role])).toEqual([[subject(ada), 'applicant']]);
  });

  test('who shows a code beside one that scans needs no confirmation', async () => {
    const { id, shown: screens } = await ask(TWO, { applicant: await qrOf(ada), partner: { show: true } });
    const screen = screens.get('partner');
    await joinRequest(subject(bo), screen?.url ?? '', parts);
    await agree(ada, id);
    await agree(bo, id, screen?.twoDigits);
    await confirmPerson(CAB, id, { same: true, parts });
    expect(await givers(id)).toEqual([
      [subject(ada), null, 'agreed'],
      [subject(bo), true, 'agreed'],
    ]);
  });
});

describe('a confirmation', () => {
  test('is the asker’s own, and nobody else learns that there is something to confirm', async () => {
    const id = await agreed(ada);
    await expect(confirmPerson({ client: 'edu-counter' }, id, { same: true, parts })).rejects.toEqual(
      refusal('REQUEST_NOT_FOUND'),
    );
    await withdraw({ client: CAB.client }, id, parts);
    await expect(confirmPerson(CAB, id, { same: true, parts })).rejects.toEqual(refusal('REQUEST_ENDED'));
  });
});

describe('a use', () => {
  test('is repeated for the client and the nonce that it was answered to, and for nothing that was not answered', async () => {
    const { id } = await ask(ONE, { applicant: await qrOf(ada) });
    await agree(ada, id);
    expect(await use(id)).toEqual(['consumed']);
    expect(await use(id, { client: 'cab-other' })).toEqual(['AUTHORIZATION_USED']);
    expect(await use(id, { nonce: 'nonce-of-somebody-else' })).toEqual(['AUTHORIZATION_USED']);
    expect(await use(id)).toEqual(['repeat']);
    // Answered once and then put back by a fault: a time of answering alone is no answer.
    await city.db.updateTable('requests').set({ state: 'withdrawn' }).where('id', '=', id).execute();
    expect(await use(id)).toEqual(['NOT_AUTHORIZED']);
  });
});

describe('a code', () => {
  test('is taken only for what it was shown for', async () => {
    const { url } = await shown();
    const mine = (await parts.codes.showQr(subject(bo))).url;
    for (const code of [mine, 'nothing', ''])
      await expect(joinRequest(subject(ada), code, parts)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    for (const code of [url, 'nothing', ''])
      await expect(ask(ONE, { applicant: { code } })).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await joinRequest(subject(ada), url, parts);
  });

  test('of a counter is scanned while its request lives, and not after', async () => {
    const { url } = await shown();
    city.clock.pass(600);
    await expect(joinRequest(subject(ada), url, parts)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
  });
});

describe('lists', () => {
  test('of what asks a person hold what asks them, as long as it asks', async () => {
    const own = (await ask(ONE, { applicant: await qrOf(cleo) })).id;
    await ask(ONE, { applicant: await qrOf(ada) });
    const open = async () =>
      (await openRequests(subject(cleo), { limit: 100, next: 0 }, parts)).items.map(({ id }) => id);
    expect(await open()).toEqual([own]);
    expect((await listAuthorizations(subject(cleo), { limit: 100, next: 0 }, parts)).items).toMatchObject([
      { id: own },
    ]);
    city.clock.pass(600);
    expect(await open()).toEqual([]);
  });
});

describe('mandates', () => {
  const today = '2026-11-23';
  const page = { limit: 100, next: 0 };

  test('are listed, ended and acted on by those whom they name, each by itself', async () => {
    const give = (giver: typeof ada, agent: typeof ada, until = '2026-12-31') =>
      mandateInForce(subject(giver), { agentNumber: agent.idNumber, until }, parts);
    const [first, second, third] = [await give(ada, bo), await give(cleo, bo), await give(bo, cleo, today)];
    const idsOf = async (person: typeof ada) =>
      (await listMandates(subject(person), page, parts)).items.map(({ id, state }) => [id, state]).toSorted();
    const holders = async (agent: typeof ada, date: string) =>
      (await authoritiesOf(city.db, subject(agent), { date })).map(({ holder }) => holder).toSorted();
    expect(await idsOf(ada)).toEqual([[first, 'in-force']]);
    expect(await idsOf(cleo)).toEqual(
      [
        [second, 'in-force'],
        [third, 'in-force'],
      ].toSorted(),
    );
    expect(await holders(bo, today)).toEqual([subject(ada), subject(cleo)].toSorted());
    expect(await holders(cleo, today)).toEqual([subject(bo)]);
    expect(await holders(cleo, '2026-11-24')).toEqual([]);
    await endMandate(subject(bo), first, parts);
    await expect(endMandate(subject(ada), first, parts)).rejects.toEqual(refusal('MANDATE_NOT_FOUND'));
    expect(await idsOf(bo)).toEqual(
      [
        [first, 'ended'],
        [second, 'in-force'],
        [third, 'in-force'],
      ].toSorted(),
    );
    expect(await holders(bo, today)).toEqual([subject(cleo)]);
  });
});

describe('what a person follows', () => {
  const followed = async (person: typeof ada) => (await recentRequests(subject(person), parts)).items;

  test('tells how and when each request ended, for ten minutes', async () => {
    city.clock.pass(1200);
    await expireRequests(parts);
    const ids: string[] = [];
    for (let count = 0; count < 4; count++) {
      city.clock.pass(1);
      ids.push((await ask(ONE, { applicant: await qrOf(cleo) })).id);
    }
    const [answered = '', refused = '', withdrawn = '', expired = ''] = ids;
    expect((await followed(cleo)).map(({ id, state }) => [id, state])).toEqual(
      ids.map((id) => [id, 'waiting']),
    );
    city.clock.pass(30);
    const now = city.clock.now().toISOString();
    await agree(cleo, answered);
    await use(answered);
    await decide(subject(cleo), refused, { decision: decideShape.parse({ decision: 'refuse' }), parts });
    await withdraw({ client: CAB.client }, withdrawn, parts);
    await city.db
      .updateTable('requests')
      .set({ expires_at: city.clock.now() })
      .where('id', '=', expired)
      .execute();
    city.clock.pass(4);
    await expireRequests(parts);
    const ended = (state: string) => ({ state, answeredAt: null, endedAt: now, endedBecause: state });
    expect(await followed(cleo)).toMatchObject([
      { id: answered, state: 'answered', approvedAt: now, answeredAt: now, endedAt: null },
      { id: refused, ...ended('refused') },
      { id: withdrawn, ...ended('withdrawn') },
      { id: expired, ...ended('expired') },
    ]);
    city.clock.pass(596);
    expect(await followed(cleo)).toEqual([]);
  });

  test('holds what another agreed to in their place, and of that their own part', async () => {
    await mandateInForce(subject(cleo), { agentNumber: bo.idNumber }, parts);
    const { id } = await ask(TWO, { applicant: await qrOf(bo), partner: await qrOf(ada) });
    expect((await followed(cleo)).map((item) => item.id)).not.toContain(id);
    const holders = { applicant: subject(cleo) };
    await decide(subject(bo), id, { decision: decideShape.parse({ decision: 'agree', holders }), parts });
    const seen = async () => (await followed(cleo)).find((item) => item.id === id);
    expect(await seen()).toMatchObject({ state: 'waiting', parties: [{ subject: 'applicant' }] });
    await withdraw({ client: CAB.client }, id, parts);
    expect(await seen()).toMatchObject({ state: 'withdrawn', parties: [{ subject: 'applicant' }] });
  });
});
