/** A window's screen shows who asks for what; a yes on it counts only from whom two officers found before it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAuthorization } from '../../../../gateway/authorization/authorization.ts';
import { joinRequest } from '../../../../gateway/authorization/decisions.ts';
import { expireRequests } from '../../../../gateway/authorization/endings.ts';
import {
  byOfficers,
  headersOf,
  type OfficersGround,
  openOfficersGround,
  person,
  staff,
  type Who,
} from '../../../support/officers-ground.ts';
import { identityCard } from '../../../support/people.ts';

const ONE = 'WCM-CAB-002';
const TWO = 'WCM-CAB-001';
const ada = identityCard('阿黛', '1940-01-01', 1);
const bo = identityCard('柏安', '1941-01-01', 2);
const [first, second] = [staff('A-1'), staff('A-2')];

let ground: OfficersGround;
beforeAll(async () => {
  ground = await openOfficersGround();
  await ground.city.importRows('PSB', 'resident-identity-card', [ada, bo]);
}, 120_000);
afterAll(() => ground.close());
let screen: Who & { readonly caller: { readonly kind: 'screen'; readonly screen: string } };
beforeEach(async () => {
  ground.city.clock.pass(700);
  await expireRequests(ground.parts);
  await ground.city.db.deleteFrom('screens').execute();
  ground.parts.accesses.length = 0;
  screen = await pairedAt('CAB-W1');
});

async function pairedAt(window: string) {
  const id = randomUUID();
  const now = ground.city.clock.now();
  const named = { id, department: 'CAB', window, name: '屏', kid: '', paired_by: 'A-1' };
  await ground.city.db
    .insertInto('screens')
    .values({ ...named, jwk: JSON.stringify({}) as never, paired_at: now, seen_at: now })
    .execute();
  return { caller: { kind: 'screen', screen: id, department: 'CAB', window } } as const;
}

const look = async (who: Who = screen) => (await ground.call(who, '/screen/request')).body.request;
const decide = async (
  id: string,
  decision: 'agree' | 'refuse' = 'agree',
  subject = 'applicant',
  who: Who = screen,
) => (await ground.call(who, `/screen/requests/${id}/decision`, { decision, subject })).body;
const stateOf = async (id: string) => (await ground.call(first, `/requests/${id}`)).body;
async function identified(document: string, check: string, same = true) {
  await ground.call(second, `/officer-checks/${check}/confirm`, { document });
  return (await ground.call(second, `/officer-checks/${check}/compare`, { same })).body;
}
const open = () => ground.ask(first, ONE, { applicant: byOfficers(ada.idNumber) });

describe('what is shown', () => {
  test('is who asks, for what, why, how long it is kept, and what to scan, but no name and no value', async () => {
    const asked = await ground.ask(first, ONE, { applicant: { show: true } });
    const shown = await look();
    expect(shown).toMatchObject({
      id: asked.id,
      state: 'waiting',
      matter: { code: ONE, retentionYears: expect.any(Number) },
      parties: [
        {
          subject: 'applicant',
          method: 'show',
          mayDecide: false,
          maskedName: null,
          basis: { kind: 'consent', articleZh: expect.stringContaining('第十三条') },
          asks: [{ credentialType: 'resident-identity-card', purposeZh: expect.stringMatching(/./) }],
        },
      ],
    });
    const [mine] = asked.body.parties;
    expect(shown.parties[0].show).toEqual({
      svg: mine.show.svg,
      png: mine.show.png,
      twoDigits: mine.show.twoDigits,
    });
    await joinRequest(ground.subject(ada.idNumber), mine.show.url, ground.parts);
    expect((await look()).parties).toMatchObject([{ show: null, maskedName: null }]);
  });

  test('is the newest request of its own window, until half a minute after its end', async () => {
    const asked = await open();
    expect((await look(await pairedAt('CAB-W2'))) ?? null).toBeNull();
    ground.city.clock.pass(1);
    const newer = await open();
    expect((await look()).id).toBe(newer.id);
    await ground.call(first, `/requests/${newer.id}/withdraw`, {});
    expect(await look()).toMatchObject({ id: newer.id, state: 'withdrawn' });
    ground.city.clock.pass(31);
    expect((await look()).id).toBe(asked.id);
    ground.city.clock.pass(600);
    expect(await look()).toBeNull();
  });

  test('is no name before two officers established who is there', async () => {
    const { check } = await open();
    const shown = async () => (await look()).parties;
    expect(await shown()).toMatchObject([{ maskedName: null, mayDecide: false }]);
    await ground.call(second, `/officer-checks/${check}/confirm`, { document: ada.idNumber });
    expect(await shown()).toMatchObject([{ maskedName: null, mayDecide: false }]);
    await ground.call(second, `/officer-checks/${check}/compare`, { same: true });
    expect(await look()).toMatchObject({ parties: [{ maskedName: '阿*', mayDecide: true }] });
  });

  test('is no name any more once the request has ended', async () => {
    const { id, check } = await open();
    await identified(ada.idNumber, check);
    await ground.call(first, `/requests/${id}/withdraw`, {});
    expect(await look()).toMatchObject({ state: 'withdrawn', parties: [{ maskedName: null }] });
  });

  test('comes live', async () => {
    const address = await ground.app.listen({ port: 0, host: '127.0.0.1' });
    const gone = new AbortController();
    const stream = await fetch(`${address}/screen/events`, {
      headers: { ...headersOf(screen), accept: 'text/event-stream' },
      signal: gone.signal,
    });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /m, ''));
    expect((await next()).request).toBeNull();
    const { id, check } = await open();
    expect((await next()).request).toMatchObject({ id, state: 'waiting' });
    await identified(ada.idNumber, check);
    expect((await next()).request.parties).toMatchObject([{ mayDecide: true }]);
    await decide(id);
    expect((await next()).request).toMatchObject({ state: 'approved' });
    gone.abort();
  });
});

describe('a person whom two officers found', () => {
  test('agrees on the screen, and not before', async () => {
    const { id, check } = await open();
    expect((await decide(id)).code).toBe('SCREEN_ONLY_SHOWS');
    await ground.call(second, `/officer-checks/${check}/confirm`, { document: ada.idNumber });
    expect((await decide(id)).code).toBe('SCREEN_ONLY_SHOWS');
    const confirmed = await ground.call(second, `/officer-checks/${check}/compare`, { same: true });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', waitsForPerson: true });
    expect(await stateOf(id)).toMatchObject({
      state: 'waiting',
      parties: [{ agreed: false, check: 'confirmed' }],
    });
    expect((await decide(id)).request).toMatchObject({
      state: 'approved',
      parties: [{ agreed: true, mayDecide: false }],
    });
    expect((await decide(id)).code).toBe('REQUEST_ENDED');
    // It was their own word, and the officers' that it was they.
    expect((await readAuthorization(ground.city.db, id))?.parties).toMatchObject([
      { agreedBy: 'self', officers: ['A-1', 'A-2'] },
    ]);
  });

  test('agrees to nothing whose time is over', async () => {
    const { id, check } = await open();
    await identified(ada.idNumber, check);
    ground.city.clock.pass(600);
    expect((await decide(id)).code).toBe('REQUEST_ENDED');
  });

  test('refuses on it, and the request ends like any that was refused', async () => {
    const { id, check } = await open();
    await identified(ada.idNumber, check);
    await decide(id, 'refuse');
    expect(await stateOf(id)).toMatchObject({ state: 'refused', endedBecause: 'refused' });
    expect(ground.parts.accesses).toMatchObject([
      { holder: ground.subject(ada.idNumber), outcome: 'refused', officers: ['A-1', 'A-2'] },
    ]);
  });

  test('needs no screen where the window has none at work: the officers’ word stands', async () => {
    const seen = await open();
    ground.city.clock.pass(59);
    await identified(ada.idNumber, seen.check);
    expect((await stateOf(seen.id)).state).toBe('waiting');
    ground.city.clock.pass(1);
    await pairedAt('CAB-W2');
    const ended = await pairedAt('CAB-W1');
    await ground.call(first, `/screens/${ended.caller.screen}/end`, {});
    const unseen = await open();
    await identified(ada.idNumber, unseen.check);
    expect((await stateOf(unseen.id)).state).toBe('approved');
  });

  test('is asked at their own window’s screen alone', async () => {
    const elsewhere = await pairedAt('CAB-W2');
    const { id, check } = await open();
    await identified(ada.idNumber, check);
    expect((await decide(id, 'agree', 'applicant', elsewhere)).code).toBe('REQUEST_NOT_FOUND');
    expect((await decide(id, 'agree', 'stranger')).code).toBe('SCREEN_ONLY_SHOWS');
    ground.city.clock.pass(601);
    expect((await decide(id)).code).toBe('REQUEST_ENDED');
  });

  test('speaks for themselves and for nobody beside them', async () => {
    const { id } = await ground.ask(first, TWO, {
      applicant: byOfficers(ada.idNumber),
      partner: byOfficers(bo.idNumber),
    });
    const { items } = (await ground.call(second, '/windows/CAB-W1/officer-checks')).body;
    for (const { id: check, roles } of items)
      await identified(roles[0].subject === 'applicant' ? ada.idNumber : bo.idNumber, check);
    await decide(id);
    expect(await look()).toMatchObject({
      state: 'waiting',
      parties: [
        { subject: 'applicant', agreed: true, mayDecide: false },
        { subject: 'partner', agreed: false, mayDecide: true, maskedName: '柏*' },
      ],
    });
    for (const again of ['agree', 'refuse'] as const)
      expect((await decide(id, again)).code).toBe('SCREEN_ONLY_SHOWS');
    await decide(id, 'agree', 'partner');
    expect((await look()).state).toBe('approved');
  });
});

describe('a screen alone only shows', () => {
  test.each<[string, () => Promise<object>]>([
    ['a code', async () => ({ code: (await ground.parts.codes.showQr(ground.subject(ada.idNumber))).url })],
    [
      'a number',
      async () => ({ number: (await ground.parts.codes.showNumber(ground.subject(ada.idNumber))).number }),
    ],
    ['a code that the counter shows', async () => ({ show: true })],
  ])('and takes nobody’s word who came by %s', async (_, party) => {
    const asked = await ground.ask(first, ONE, { applicant: await party() });
    for (const decision of ['agree', 'refuse'] as const)
      expect((await decide(asked.id, decision)).code).toBe('SCREEN_ONLY_SHOWS');
    expect((await stateOf(asked.id)).state).toBe('waiting');
  });

  test('and leaves the person’s own session its say', async () => {
    const { id, check } = await open();
    await identified(ada.idNumber, check);
    await ground.call(person(ground.subject(ada.idNumber)), `/me/requests/${id}/decision`, {
      decision: 'agree',
    });
    expect((await stateOf(id)).state).toBe('approved');
  });
});
