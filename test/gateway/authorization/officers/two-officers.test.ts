/** Two officers stand for somebody who has nothing but themselves: both type the number, the second compares the name, and nobody does it alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAuthorization } from '../../../../gateway/authorization/authorization.ts';
import { windowName } from '../../../../gateway/authorization/changes.ts';
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
import { citizenNumber, firmCode, identityCard } from '../../../support/people.ts';

const MATTER = 'WCM-CAB-002';
const ada = identityCard('阿黛', '1940-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
const nobody = citizenNumber('1977-07-07', 77);
const childNumber = citizenNumber('2018-05-05', 3);
const otherChild = citizenNumber('2019-05-05', 4);
const [firm, otherFirm] = [firmCode(1), firmCode(2)];
const wrongDigit = ada.idNumber.slice(0, 17) + (ada.idNumber.endsWith('1') ? '2' : '1');

const [first, second, third] = [staff('A-1'), staff('A-2'), staff('A-3')];

let ground: OfficersGround;
beforeAll(async () => {
  ground = await openOfficersGround();
  const { importRows } = ground.city;
  await importRows('PSB', 'resident-identity-card', [ada, bo]);
  const birth = (certificateNumber: string, newbornName: string, newbornIdNumber: string) => ({
    ...{ certificateNumber, newbornName, newbornIdNumber },
    birthDateTime: '2018-05-05T08:00:00+08:00',
    motherName: ada.name,
    motherIdNumber: ada.idNumber,
  });
  await importRows('HCB', 'birth-medical-certificate', [birth('B-1', '小石', childNumber)]);
  await importRows('HCB', 'birth-medical-certificate', [
    { ...birth('B-2', '小木', otherChild), motherName: bo.name, motherIdNumber: bo.idNumber },
  ]);
  await importRows('MSR', 'business-licence', [
    { uscc: firm, legalRepresentativeIdNumber: ada.idNumber },
    { uscc: otherFirm, legalRepresentativeIdNumber: ada.idNumber },
  ]);
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  ground.city.clock.pass(700);
  await expireRequests(ground.parts);
  ground.parts.accesses.length = 0;
});

const open = (party = byOfficers(ada.idNumber), by: Who = first) =>
  ground.ask(by, MATTER, { applicant: party });
const confirm = (check: string, document = ada.idNumber, by: Who = second) =>
  ground.call(by, `/officer-checks/${check}/confirm`, { document });
const compare = (check: string, same = true, by: Who = second) =>
  ground.call(by, `/officer-checks/${check}/compare`, { same });
const decline = (check: string, by: Who = second) => ground.call(by, `/officer-checks/${check}/decline`, {});
const stateOf = async (id: string) => (await ground.call(first, `/requests/${id}`)).body;
const listed = async (by: Who = second, window = 'CAB-W1') =>
  (await ground.call(by, `/windows/${window}/officer-checks`)).body.items;

describe('a person with nothing but themselves', () => {
  test('is stood for by two officers, who are both named, and is told of it', async () => {
    const { id, check } = await open();
    expect(await listed()).toMatchObject([
      {
        id: check,
        state: 'waiting',
        matter: { code: MATTER },
        reason: { code: 'no-phone' },
        firstOfficer: 'A-1',
        secondOfficer: null,
        mayDecide: true,
        maskedName: null,
      },
    ]);
    expect((await confirm(check)).body).toMatchObject({ state: 'compare', maskedName: '阿*' });
    expect((await stateOf(id)).parties).toMatchObject([{ agreed: false, check: 'compare' }]);
    expect((await compare(check)).body).toMatchObject({ state: 'confirmed', maskedName: null });
    expect(await stateOf(id)).toMatchObject({
      state: 'approved',
      parties: [{ agreed: true, check: 'confirmed' }],
    });
    expect((await readAuthorization(ground.city.db, id))?.parties).toMatchObject([
      {
        giver: ground.subject(ada.idNumber),
        holder: ground.subject(ada.idNumber),
        method: 'officers',
        officers: ['A-1', 'A-2'],
        agreedBy: null,
      },
    ]);
    expect(await listed()).toEqual([]);
    const { body } = await ground.call(person(ground.subject(ada.idNumber)), `/me/requests/${id}`);
    expect(body.parties).toMatchObject([{ method: 'officers', officers: ['A-1', 'A-2'] }]);
  });

  test('keeps a receipt with both officers, however it ends', async () => {
    const { check } = await open();
    await confirm(check);
    await compare(check);
    ground.city.clock.pass(601);
    await expireRequests(ground.parts);
    expect(ground.parts.accesses).toMatchObject([
      {
        holder: ground.subject(ada.idNumber),
        outcome: 'expired',
        method: 'officers',
        officers: ['A-1', 'A-2'],
      },
    ]);
  });

  test('may refuse from wherever they are, once they are named', async () => {
    const { id, check } = await open();
    const own = person(ground.subject(ada.idNumber));
    expect((await ground.call(own, `/me/requests/${id}`)).body.code).toBe('REQUEST_NOT_FOUND');
    await confirm(check);
    await ground.call(own, `/me/requests/${id}/decision`, { decision: 'refuse' });
    expect((await compare(check)).body.code).toBe('OFFICER_CHECK_ENDED');
    expect((await stateOf(id)).state).toBe('refused');
  });

  test('types a small x as they like', async () => {
    const withX = Array.from({ length: 100 }, (_, at) => citizenNumber('1950-01-01', at)).find((number) =>
      number.endsWith('X'),
    );
    const { check } = await open(byOfficers(` ${withX?.toLowerCase()} `));
    expect((await confirm(check, withX)).status).toBe(200);
  });

  test('is another than the name shows: the request ends, and whose name it is is told', async () => {
    const { id, check } = await open();
    await confirm(check);
    expect((await compare(check, false)).body.state).toBe('refused');
    expect(await stateOf(id)).toMatchObject({ state: 'refused', endedBecause: 'not-this-person' });
    expect(ground.parts.accesses).toMatchObject([{ outcome: 'not-this-person', officers: ['A-1', 'A-2'] }]);
  });
});

describe('nobody stands for somebody alone', () => {
  test.each<[string, Who, string]>([
    ['the first officer', first, 'SECOND_OFFICER_NEEDED'],
    ['the first officer in another session', staff('A-1', { session: 'another' }), 'SECOND_OFFICER_NEEDED'],
    [
      'another number in the first’s session',
      staff('A-2', { session: 'session of A-1' }),
      'SECOND_OFFICER_NEEDED',
    ],
    ['a clerk without a session', { caller: second.caller }, 'SECOND_OFFICER_NEEDED'],
    ['a clerk of another department', staff('E-1', { department: 'EDU' }), 'OFFICER_CHECK_NOT_FOUND'],
    [
      'a clerk of another department at this window',
      staff('E-1', { department: 'EDU', windows: ['CAB-W1'] }),
      'OFFICER_CHECK_NOT_FOUND',
    ],
    ['a clerk of another window', staff('A-2', { windows: ['CAB-W2'] }), 'OFFICER_CHECK_NOT_FOUND'],
    ['a clerk of no window', staff('A-2', { windows: [] }), 'OFFICER_CHECK_NOT_FOUND'],
    ['an administrator', staff('A-2', { roles: ['administrator'] }), 'FORBIDDEN'],
    ['the person', person('someone'), 'FORBIDDEN'],
  ])('not %s as the second', async (_, by, code) => {
    const { id, check } = await open();
    expect((await confirm(check, ada.idNumber, by)).body.code).toBe(code);
    expect((await decline(check, by)).body.code).toBe(code);
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', parties: [{ check: 'waiting' }] });
  });

  test('nor does a third officer say whose name it is', async () => {
    const { id, check } = await open();
    expect((await compare(check, true, second)).body.code).toBe('OFFICER_CHECK_NOT_FOUND');
    await confirm(check);
    for (const by of [first, third]) {
      expect((await compare(check, true, by)).body.code).toBe('OFFICER_CHECK_NOT_FOUND');
      expect((await decline(check, by)).body.code).toBe('SECOND_OFFICER_NEEDED');
    }
    expect((await stateOf(id)).state).toBe('waiting');
  });

  test.each<[string, Who]>([
    ['a system', { caller: { kind: 'system', client: 'cab-counter', department: 'CAB', scopes: ['ask'] } }],
    ['a clerk without a session', { caller: first.caller }],
  ])('nor does %s name officers', async (_, by) => {
    expect((await open(byOfficers(ada.idNumber), by)).body.code).toBe('METHOD_NOT_AVAILABLE');
  });

  test('nor is a check confirmed twice, after its end, or by two at once', async () => {
    const { check } = await open();
    const tries = await Promise.all(
      [second, third, second, third].map((by) => confirm(check, ada.idNumber, by)),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(tries.filter(({ body }) => body.code === 'OFFICER_CHECK_ENDED')).toHaveLength(3);
    const late = await open();
    ground.city.clock.pass(601);
    expect((await confirm(late.check)).body.code).toBe('OFFICER_CHECK_ENDED');
    const half = await open();
    await confirm(half.check);
    ground.city.clock.pass(601);
    expect((await compare(half.check)).body.code).toBe('OFFICER_CHECK_ENDED');
    const done = await open();
    await confirm(done.check);
    await compare(done.check);
    for (const again of [confirm, compare, decline])
      expect((await again(done.check)).body.code).toBe('OFFICER_CHECK_ENDED');
    expect(await listed()).toEqual([]);
  });

  test('and one who declines ends it, with nobody told whom nobody looked up', async () => {
    const { id, check } = await open();
    expect((await decline(check)).body.state).toBe('declined');
    expect(await stateOf(id)).toMatchObject({ state: 'refused', parties: [{ check: 'declined' }] });
    expect(ground.parts.accesses).toEqual([]);
    const named = await open();
    await confirm(named.check);
    await decline(named.check);
    expect(ground.parts.accesses).toMatchObject([
      { holder: ground.subject(ada.idNumber), outcome: 'refused' },
    ]);
  });
});

describe('what is typed', () => {
  test.each([
    ['a wrong check digit', wrongDigit],
    ['a firm’s code', firmCode(3)],
    ['nothing that is a number', 'ada'],
  ])('is an error of input with %s, for the first', async (_, document) => {
    expect((await open(byOfficers(document))).body.code).toBe('DOCUMENT_NOT_A_NUMBER');
  });

  test('is one for the second as well, and isn’t counted', async () => {
    const { check } = await open();
    for (let time = 0; time < 6; time++)
      expect((await confirm(check, wrongDigit)).body.code).toBe('DOCUMENT_NOT_A_NUMBER');
    expect((await confirm(check)).status).toBe(200);
  });

  test('is refused where the two differ, and counted like a wrong eight-digit number', async () => {
    const { id, check } = await open();
    for (let time = 0; time < 5; time++)
      expect((await confirm(check, bo.idNumber)).body.code).toBe('DOCUMENTS_DIFFER');
    expect((await confirm(check)).body.code).toBe('TOO_MANY_WRONG_NUMBERS');
    expect((await ground.ask(first, MATTER, { applicant: { number: '12345678' } })).body.code).toBe(
      'TOO_MANY_WRONG_NUMBERS',
    );
    expect((await stateOf(id)).state).toBe('waiting');
    expect(ground.parts.accesses).toEqual([]);
  });

  test.each(['unheard-of', 'deceased'])('wants a reason that fits the living: not %s', async (reason) => {
    expect((await open(byOfficers(ada.idNumber, { reason }))).body.code).toBe('OFFICER_REASON_REFUSED');
  });

  test('tells nothing before the second typed it: whoever it is, the answers are alike', async () => {
    const seen = [];
    for (const number of [ada.idNumber, nobody]) {
      const { id, check } = await open(byOfficers(number));
      const [{ id: _, request: __, openedAt: ___, expiresAt: ____, ...view }] = await listed();
      const { id: _____, expiresAt: ______, ...asked } = await stateOf(id);
      seen.push(JSON.stringify({ view, asked }));
      await decline(check);
    }
    expect(seen[0]).toBe(seen[1]);
  });

  test('finds nobody: refused, like somebody who didn’t agree', async () => {
    const { id, check } = await open(byOfficers(nobody));
    expect((await confirm(check, nobody)).body).toMatchObject({ state: 'refused', maskedName: null });
    expect(await stateOf(id)).toMatchObject({ state: 'refused', endedBecause: 'refused' });
  });
});

describe('acting for others', () => {
  const [teacher, colleague] = [staff('E-1', { department: 'EDU' }), staff('E-2', { department: 'EDU' })];
  const [msr, other] = [staff('H-1', { department: 'HRSS' }), staff('H-2', { department: 'HRSS' })];

  test('one check of a guardian stands for guardian and child', async () => {
    const { id, check } = await ground.ask(teacher, 'WCM-EDU-004', { guardian: byOfficers(ada.idNumber) });
    await confirm(check, ada.idNumber, colleague);
    await compare(check, true, colleague);
    expect((await readAuthorization(ground.city.db, id))?.parties).toMatchObject([
      { subject: 'child', holder: ground.subject(childNumber), officers: ['E-1', 'E-2'] },
      { subject: 'guardian', holder: ground.subject(ada.idNumber), officers: ['E-1', 'E-2'] },
    ]);
  });

  test('a child under fourteen isn’t stood for by itself', async () => {
    const { id, check } = await ground.ask(teacher, 'WCM-EDU-004', { guardian: byOfficers(childNumber) });
    expect((await confirm(check, childNumber, colleague)).body.state).toBe('refused');
    expect((await ground.call(teacher, `/requests/${id}`)).body.state).toBe('refused');
  });

  test('nobody’s guardian is like somebody who didn’t agree', async () => {
    const party = byOfficers(ada.idNumber, { holders: { child: otherChild } });
    const { id, check } = await ground.ask(teacher, 'WCM-EDU-004', { guardian: party });
    await confirm(check, ada.idNumber, colleague);
    await compare(check, true, colleague);
    expect((await ground.call(teacher, `/requests/${id}`)).body.state).toBe('refused');
  });

  test('a representative of several firms stands for the one that is named', async () => {
    const ask = (holders: Record<string, string>) =>
      ground.ask(msr, 'WCM-HRSS-007', {
        enterprise: byOfficers(ada.idNumber, { holders }),
        legalRep: byOfficers(ada.idNumber),
      });
    expect((await ask({ enterprise: 'FIRM' })).body.code).toBe('DOCUMENT_NOT_A_NUMBER');
    const { id } = await ask({ enterprise: otherFirm });
    const checks = (await listed(other, 'HRSS-W1')) as { id: string }[];
    expect(checks).toHaveLength(2);
    for (const check of checks) {
      await confirm(check.id, ada.idNumber, other);
      expect((await compare(check.id, true, other)).body.state).toBe('confirmed');
    }
    expect((await readAuthorization(ground.city.db, id))?.parties).toMatchObject([
      { subject: 'enterprise', giver: ground.subject(ada.idNumber), holder: ground.subject(otherFirm) },
      { subject: 'legalRep', holder: ground.subject(ada.idNumber) },
    ]);
    const unnamed = await ask({});
    for (const check of (await listed(other, 'HRSS-W1')) as { id: string; roles: { subject: string }[] }[]) {
      await confirm(check.id, ada.idNumber, other);
      const isFirm = check.roles.some(({ subject }) => subject === 'enterprise');
      expect((await compare(check.id, true, other)).body.code).toBe(isFirm ? 'HOLDER_NEEDED' : undefined);
    }
    expect((await ground.call(msr, `/requests/${unnamed.id}`)).body.state).toBe('waiting');
  });
});

describe('a window', () => {
  test('shows its checks to its own clerks alone', async () => {
    for (const by of [
      staff('A-9', { windows: ['CAB-W2'] }),
      staff('E-1', { department: 'EDU' }),
      staff('E-1', { department: 'EDU', windows: ['CAB-W1'] }),
    ])
      expect((await ground.call(by, '/windows/CAB-W1/officer-checks')).body.code).toBe('WRONG_WINDOW');
  });

  test('is asked at by its own clerks alone', async () => {
    const elsewhere = staff('A-9', { windows: ['CAB-W2'] });
    expect((await open(byOfficers(ada.idNumber), elsewhere)).body.code).toBe('WRONG_WINDOW');
  });

  test('shows the masked name to the second officer alone', async () => {
    const { check } = await open();
    await confirm(check);
    const shownTo = async (by: Who) =>
      (await listed(by)).map(({ maskedName }: { maskedName: unknown }) => maskedName);
    expect(await shownTo(second)).toEqual(['阿*']);
    for (const by of [first, third]) expect(await shownTo(by)).toEqual([null]);
  });

  test('hears of checks as they come and go', async () => {
    const address = await ground.app.listen({ port: 0, host: '127.0.0.1' });
    const gone = new AbortController();
    const stream = await fetch(`${address}/windows/CAB-W1/officer-checks/events`, {
      headers: { ...headersOf(second), accept: 'text/event-stream' },
      signal: gone.signal,
    });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => JSON.parse(((await reader?.read())?.value ?? '').replace(/^data: /m, ''));
    expect((await next()).total).toBe(0);
    const { check } = await open();
    expect((await next()).items).toMatchObject([{ id: check, state: 'waiting' }]);
    await confirm(check);
    expect((await next()).items).toMatchObject([{ id: check, state: 'compare' }]);
    await decline(check);
    expect((await next()).total).toBe(0);
    gone.abort();
  });

  test('is told of its requests and of nobody else’s', async () => {
    const gone = new AbortController();
    const heard = ground.parts.changes.follow(windowName('CAB-W2'), gone.signal, 300);
    const iterator = heard[Symbol.asyncIterator]();
    await iterator.next();
    const before = performance.now();
    const waiting = iterator.next();
    await open();
    await waiting;
    expect(performance.now() - before).toBeGreaterThan(250);
    gone.abort();
    await iterator.next();
  });
});
