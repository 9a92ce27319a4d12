/** What people see and take along of what is kept of them, and where they say that it is wrong: nobody else's, and nothing opened unseen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { mandateInForce } from '../../support/authorization-ground.ts';
import { firmCode, identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const mother = identityCard('阿黛', '1990-01-01', 1, { registeredAddress: '独一无二之址' });
const child = identityCard('小石', '2018-05-05', 2, { validUntil: '2027-03-23' });
const other = identityCard('别人', '1950-01-01', 3, { validUntil: '2026-11-22' });
const firm = firmCode(5);

let ground: ProofsGround;
let app: Awaited<ReturnType<ProofsGround['app']>>;
beforeAll(async () => {
  ground = await openProofsGround();
  const { city } = ground;
  await city.importRows('PSB', 'resident-identity-card', [mother, child, other]);
  await city.importRows('HCB', 'birth-medical-certificate', [
    {
      certificateNumber: 'H430112345',
      newbornName: child.name,
      newbornIdNumber: child.idNumber,
      birthDateTime: '2018-05-05T08:00:00+08:00',
      motherIdNumber: mother.idNumber,
    },
  ]);
  await city.importRows('MSR', 'business-licence', [
    { uscc: firm, companyName: '湘江里餐饮店', legalRepresentativeIdNumber: mother.idNumber },
  ]);
  await city.anchor();
  app = await ground.app();
}, 120_000);
afterAll(async () => {
  await app.close();
  await ground.close();
});

const subject = ({ idNumber }: { idNumber: string }): string => ground.subjectOf(idNumber);
const person = (who: { idNumber: string }) => ({ kind: 'person', subject: subject(who) });
const administrator = (department: string) => ({
  ...{ kind: 'staff', staff: `${department}-A1`, department, roles: ['administrator'], windows: [] },
});
const call = async (caller: object, method: 'GET' | 'POST', url: string, payload?: object) => {
  const headers = { caller: JSON.stringify(caller) };
  const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
};
const get = (who: { idNumber: string }, url: string) => call(person(who), 'GET', url);
const newestReceipt = async (who: typeof mother) =>
  (await get(who, '/me/receipts?limit=1')).body.items[0].receipt;
const countReceipts = async (who: typeof mother): Promise<number> =>
  (await get(who, '/me/receipts?limit=1')).body.total;

describe('a list of credentials', () => {
  test('tells how each stands, with a masked number, and opens nothing', async () => {
    const before = await countReceipts(mother);
    const { body } = await get(mother, '/me/credentials');
    expect(body).toMatchObject({ total: 1, next: null });
    expect(body.items[0]).toMatchObject({
      ...{ credentialType: 'resident-identity-card', department: 'PSB', holder: subject(mother) },
      ...{ status: 'valid', validFrom: '2020-01-01', validUntil: '2040-01-01', alerts: [] },
      maskedNumber: `${mother.idNumber.slice(0, 4)}**********${mother.idNumber.slice(-4)}`,
    });
    expect(JSON.stringify(body)).not.toMatch(/独一无二之址|阿黛/);
    expect(JSON.stringify(body)).not.toContain(mother.idNumber);
    expect(await countReceipts(mother)).toBe(before);
  });

  test('is that of one for whom the caller acts where it names them, in pages, and nobody else’s', async () => {
    const all = await get(mother, `/me/credentials?holder=${subject(child)}`);
    expect(all.body.items.map(({ maskedNumber }: { maskedNumber: string }) => maskedNumber)).toContain(
      '****2345',
    );
    const page = async (next: number) =>
      (await get(mother, `/me/credentials?holder=${subject(child)}&limit=1&next=${next}`)).body;
    const [first, second] = [await page(0), await page(1)];
    expect([first.total, first.next, second.next]).toEqual([2, 1, null]);
    expect([...first.items, ...second.items]).toEqual(all.body.items);
    expect((await get(mother, `/me/credentials?holder=${subject(other)}`)).body.code).toBe('FORBIDDEN');
    expect((await get(child, `/me/credentials?holder=${subject(mother)}`)).body.code).toBe('FORBIDDEN');
  });

  test('alerts to what expires within 120 days, has expired, is suspended or revoked, or waits for the ledger', async () => {
    const alertsOf = async (who: typeof mother) =>
      (await get(who, '/me/credentials')).body.items.find(
        ({ credentialType }: { credentialType: string }) => credentialType === 'resident-identity-card',
      ).alerts;
    expect(await alertsOf(child)).toEqual(['expires-soon']);
    expect(await alertsOf(other)).toEqual(['expired']);
    const fresh = identityCard('新来', '1980-01-01', 9, { validUntil: '2027-03-24' });
    await ground.city.importRows('PSB', 'resident-identity-card', [fresh]);
    expect(await alertsOf(fresh)).toEqual(['updating']);
    await ground.city.anchor();
    expect(await alertsOf(fresh)).toEqual([]);
    const change = (kind: 'suspend' | 'revoke', reason: 'suspended' | 'revoked') =>
      changeStatus(ground.city, {
        ...{ department: 'PSB', credentialType: 'resident-identity-card', record: fresh.cardSerial },
        ...{ change: kind, reason },
      });
    await change('suspend', 'suspended');
    expect(await alertsOf(fresh)).toEqual(['suspended']);
    await change('revoke', 'revoked');
    expect(await alertsOf(fresh)).toEqual(['revoked']);
  });

  test('and the content of one hold for an agent what the mandate’s matters ask for', async () => {
    const matters = { kind: 'matters', codes: ['WCM-CAB-002'] } as const;
    const scope = { matters, credentialTypes: ['household-register'] };
    await mandateInForce(subject(mother), { agentNumber: other.idNumber, scope }, ground.authorization);
    const [card] = (await get(mother, '/me/credentials')).body.items;
    const ofMother = `?holder=${subject(mother)}`;
    expect((await get(other, `/me/credentials${ofMother}`)).body.total).toBe(0);
    expect((await get(other, `/me/credentials/${card.id}`)).body.code).toBe('CREDENTIAL_NOT_FOUND');
    await mandateInForce(
      subject(mother),
      { agentNumber: other.idNumber, scope: { matters, credentialTypes: null } },
      ground.authorization,
    );
    expect((await get(other, `/me/credentials${ofMother}`)).body.total).toBe(1);
    expect((await get(other, `/me/credentials/${card.id}`)).status).toBe(200);
    expect(await newestReceipt(mother)).toMatchObject({ kind: 'self', agreedBy: 'mandate' });
    for (const path of ['receipts', 'history', 'requests', 'mandates', 'complaints', 'receipts/export'])
      expect((await get(other, `/me/${path}${ofMother}`)).body.code, path).toBe('FORBIDDEN');
  });
});

describe('requests', () => {
  test('are listed in pages, and those of a child for its guardian', async () => {
    const wish = { matter: 'WCM-CAB-002', people: { applicant: child.idNumber } };
    const ids = [await ground.ask(wish), await ground.ask(wish), await ground.ask(wish)];
    const ofChild = (next: number) =>
      get(mother, `/me/requests?holder=${subject(child)}&limit=2&next=${next}`);
    const [first, second] = [(await ofChild(0)).body, (await ofChild(2)).body];
    expect([first.total, first.next, second.next]).toEqual([3, 2, null]);
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect((await get(other, `/me/requests?holder=${subject(child)}`)).body.code).toBe('FORBIDDEN');
    expect((await get(mother, '/me/requests')).body.total).toBe(0);
  });
});

test('a receipt says as what somebody agreed, inside what the ledger commits to', async () => {
  const id = await ground.approve({
    matter: 'WCM-CAB-002',
    people: { applicant: mother.idNumber },
    holders: { applicant: subject(child) },
  });
  await ground.proofs.prove({ id, client: 'cab-counter', nonce: NONCE });
  expect(await newestReceipt(child)).toMatchObject({ kind: 'answered', request: id, agreedBy: 'guardian' });
  const own = await ground.approve({ matter: 'WCM-CAB-002', people: { applicant: mother.idNumber } });
  await ground.proofs.prove({ id: own, client: 'cab-counter', nonce: NONCE });
  expect(await newestReceipt(mother)).toMatchObject({ kind: 'answered', request: own, agreedBy: 'self' });
});

describe('an authorization whose ground is gone', () => {
  test('gives no proof, and its holder a receipt that says why', async () => {
    // A narrower one of before would reach this matter as well.
    await ground.city.db.deleteFrom('mandates').execute();
    const mandate = await mandateInForce(
      subject(mother),
      { agentNumber: other.idNumber },
      ground.authorization,
    );
    const id = await ground.approve({
      matter: 'WCM-CAB-002',
      people: { applicant: other.idNumber },
      holders: { applicant: subject(mother) },
    });
    expect((await call(person(mother), 'POST', `/me/mandates/${mandate}/end`)).status).toBe(200);
    await expect(ground.proofs.prove({ id, client: 'cab-counter', nonce: NONCE })).rejects.toEqual(
      expect.objectContaining({ code: 'NOT_AUTHORIZED' }),
    );
    expect(await newestReceipt(mother)).toMatchObject({
      ...{ kind: 'authority-ended', request: id, agreedBy: 'mandate', method: 'code' },
      items: [{ credentialType: 'resident-identity-card', outcome: 'authority-ended' }],
    });
  });
});

describe('an export', () => {
  test('holds content, history, requests, mandates and complaints, and leaves one receipt', async () => {
    const before = await countReceipts(child);
    const { headers, body } = await get(child, '/me/export');
    expect(headers['content-disposition']).toContain('attachment');
    expect(Object.keys(body)).toEqual([
      ...['version', 'cityId', 'holder', 'at'],
      ...['credentials', 'history', 'requests', 'mandates', 'complaints'],
    ]);
    const values = body.credentials.map((one: { values: object }) => one.values);
    expect(values).toContainEqual(expect.objectContaining({ name: '小石', idNumber: child.idNumber }));
    expect(body.credentials).toHaveLength(2);
    expect(body.requests.length).toBeGreaterThan(0);
    expect(await countReceipts(child)).toBe(before + 1);
    const receipt = await newestReceipt(child);
    expect(receipt).toMatchObject({ kind: 'self', agreedBy: 'self' });
    expect(receipt.items.map(({ credentialType }: { credentialType: string }) => credentialType)).toEqual([
      'birth-medical-certificate',
      'resident-identity-card',
    ]);
    const told = body.history.flatMap(
      (entry: { receipt?: { number: number } }) => entry.receipt?.number ?? [],
    );
    expect(told.toSorted((a: number, b: number) => a - b)).toEqual(
      Array.from({ length: before + 1 }, (_, at) => at + 1),
    );
  });

  test('is a guardian’s and a representative’s to take, and never an agent’s', async () => {
    const of = (holder: string) => `/me/export?holder=${holder}`;
    expect((await get(mother, of(subject(child)))).body.holder).toBe(subject(child));
    expect(await newestReceipt(child)).toMatchObject({ kind: 'self', agreedBy: 'guardian' });
    expect((await get(mother, of(ground.subjectOf(firm)))).body.credentials).toHaveLength(1);
    await mandateInForce(subject(mother), { agentNumber: other.idNumber }, ground.authorization);
    expect((await get(other, `/me/receipts?holder=${subject(mother)}`)).status).toBe(200);
    expect((await get(other, of(subject(mother)))).body.code).toBe('FORBIDDEN');
    expect((await get(child, of(subject(mother)))).body.code).toBe('FORBIDDEN');
  });

  test('goes on over more than a page of everything', async () => {
    const receipts = await countReceipts(other);
    for (let time = 0; time < 105; time++) {
      const id = await ground.ask({ matter: 'WCM-CAB-002', people: { applicant: other.idNumber } });
      const decision = decideShape.parse({ decision: 'refuse' });
      await decide(subject(other), id, { decision, parts: ground.authorization });
    }
    const { body } = await get(other, '/me/export');
    expect(body.requests.length).toBeGreaterThanOrEqual(105);
    expect(body.history.filter((entry: { kind: string }) => entry.kind === 'access')).toHaveLength(
      receipts + 106,
    );
  });
});

describe('what looks wrong', () => {
  const SECRET = '我那天在虚构县医院';

  test('with a receipt is told to the department that asked, by number, request and reason alone, and answered', async () => {
    const id = await ground.approve({ matter: 'WCM-CAB-002', people: { applicant: mother.idNumber } });
    await ground.proofs.prove({ id, client: 'cab-counter', nonce: NONCE });
    const { number } = await newestReceipt(mother);
    const complain = (body: object) => call(person(mother), 'POST', `/me/receipts/${number}/complaint`, body);
    expect((await complain({ reason: 'nothing' })).status).toBe(400);
    const made = await complain({ reason: 'not-there', text: SECRET });
    expect(made.status).toBe(201);
    expect((await complain({ reason: 'other' })).body.code).toBe('COMPLAINT_STANDS');
    const seen = await call(administrator('CAB'), 'GET', '/departments/CAB/complaints');
    expect(seen.body.items).toEqual([
      {
        ...{ id: made.body.id, kind: 'receipt', department: 'CAB', reason: 'not-there', receipt: number },
        ...{ request: id, credential: null, text: null, licence: null, answeredAt: null, answeredBy: null },
        createdAt: expect.any(String),
      },
    ]);
    const answer = (department: string) =>
      call(administrator(department), 'POST', `/complaints/${made.body.id}/answer`, { text: '已核实' });
    expect((await answer('PSB')).body.code).toBe('COMPLAINT_NOT_FOUND');
    expect((await answer('CAB')).status).toBe(200);
    expect((await answer('CAB')).body.code).toBe('COMPLAINT_ANSWERED');
    expect((await get(mother, '/me/complaints')).body.items).toMatchObject([
      { id: made.body.id, text: SECRET, answer: '已核实', answeredAt: expect.any(String) },
    ]);
    expect((await get(other, '/me/complaints')).body.items).toEqual([]);
  });

  test('in a credential is told in words to its issuer, which finds it by its licence identifier', async () => {
    const [card] = (await get(child, '/me/credentials')).body.items.filter(
      ({ department }: { department: string }) => department === 'PSB',
    );
    const report = (who: typeof mother, query = '') =>
      call(person(who), 'POST', `/me/credentials/${card.id}/report${query}`, { text: '名字写错了' });
    expect((await report(mother)).body.code).toBe('CREDENTIAL_NOT_FOUND');
    expect((await report(other, `?holder=${subject(child)}`)).body.code).toBe('FORBIDDEN');
    expect((await report(mother, `?holder=${subject(child)}`)).status).toBe(201);
    expect((await report(child)).body.code).toBe('COMPLAINT_STANDS');
    const { values } = (await get(child, `/me/credentials/${card.id}`)).body;
    const seen = (await call(administrator('PSB'), 'GET', '/departments/PSB/complaints')).body.items;
    expect(seen).toMatchObject([
      { kind: 'credential', credential: card.id, text: '名字写错了', licence: values.licenceIdentifier },
    ]);
    expect((await call(administrator('CAB'), 'GET', '/departments/PSB/complaints')).body.code).toBe(
      'NOT_OWN_DEPARTMENT',
    );
  });

  test('about one’s own look has no department to answer', async () => {
    const [card] = (await get(mother, '/me/credentials')).body.items;
    await get(mother, `/me/credentials/${card.id}`);
    const { number } = await newestReceipt(mother);
    const { body } = await call(person(mother), 'POST', `/me/receipts/${number}/complaint`, {
      reason: 'other',
    });
    expect(body.code).toBe('NOBODY_TO_ANSWER');
  });

  test('stands nowhere in the database in plain words', async () => {
    const rows = await ground.city.db.selectFrom('complaints').selectAll().execute();
    for (const text of [SECRET, '已核实', '名字写错了'])
      for (const row of rows)
        expect(
          Buffer.concat([row.words ?? Buffer.alloc(0), row.answer ?? Buffer.alloc(0)]).includes(text),
        ).toBe(false);
  });
});
