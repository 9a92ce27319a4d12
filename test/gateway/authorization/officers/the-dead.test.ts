/** The dead agree through two officers alone, on the ground of a duty, and only where the public security's records say that they died. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expireRequests } from '../../../../gateway/authorization/endings.ts';
import {
  byOfficers,
  type OfficersGround,
  openOfficersGround,
  staff,
} from '../../../support/officers-ground.ts';
import { citizenNumber, identityCard } from '../../../support/people.ts';
import { openProofsGround, type ProofsGround } from '../../../support/proofs-ground.ts';

const MATTER = 'WCM-PSB-007';
const ada = identityCard('阿黛', '1980-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
const dead = identityCard('朵拉', '1930-01-01', 5, { deceased: true });
const nobody = citizenNumber('1977-07-07', 77);
const [first, second] = [staff('P-1', { department: 'PSB' }), staff('P-2', { department: 'PSB' })];

let proofs: ProofsGround;
let ground: OfficersGround;
beforeAll(async () => {
  proofs = await openProofsGround();
  ground = await openOfficersGround(proofs);
  await ground.city.importRows('PSB', 'resident-identity-card', [ada, bo, dead]);
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  ground.city.clock.pass(700);
  await expireRequests(ground.parts);
});

const died = (number: string) => byOfficers(number, { reason: 'deceased' });
const parties = async (number: string) => ({
  applicant: { code: (await ground.parts.codes.showQr(ground.subject(ada.idNumber))).url },
  deceased: died(number),
});
const open = async (number: string) => ground.ask(first, MATTER, await parties(number));
const confirm = (check: string, document: string) =>
  ground.call(second, `/officer-checks/${check}/confirm`, { document });
const compare = (check: string) => ground.call(second, `/officer-checks/${check}/compare`, { same: true });
const stateOf = async (id: string) => (await ground.call(first, `/requests/${id}`)).body;
const receiptsOf = async (number: string) => {
  const app = await proofs.app();
  const caller = JSON.stringify({ kind: 'person', subject: ground.subject(number) });
  const { items } = (await app.inject({ url: '/me/receipts', headers: { caller } })).json();
  await app.close();
  return items.map(({ receipt }: { receipt: object }) => receipt);
};
const agree = async (id: string) =>
  ground.call(
    { caller: { kind: 'person', subject: ground.subject(ada.idNumber) } },
    `/me/requests/${id}/decision`,
    { decision: 'agree' },
  );

test('somebody who died is stood for by two officers, whatever screen the window has', async () => {
  const { city } = ground;
  await city.db
    .insertInto('screens')
    .values({
      id: crypto.randomUUID(),
      ...{ department: 'PSB', window: 'PSB-W1', name: '屏', kid: '', paired_by: 'P-1' },
      jwk: JSON.stringify({}) as never,
      paired_at: city.clock.now(),
      seen_at: city.clock.now(),
    })
    .execute();
  const { id, check } = await open(dead.idNumber);
  expect((await confirm(check, dead.idNumber)).body).toMatchObject({ state: 'compare', maskedName: '朵*' });
  await compare(check);
  expect((await stateOf(id)).parties).toMatchObject([
    { subject: 'applicant', agreed: false },
    { subject: 'deceased', agreed: true, check: 'confirmed' },
  ]);
  await agree(id);
  expect((await stateOf(id)).state).toBe('approved');
  await city.db.deleteFrom('screens').execute();
});

test('the receipt of the dead names both officers, the duty and its article', async () => {
  const { id, check } = await open(dead.idNumber);
  await confirm(check, dead.idNumber);
  await compare(check);
  await agree(id);
  await proofs.proofs.prove({ id, client: 'psb-counter', nonce: 'nonce-of-the-asker-1' });
  const [newest] = await receiptsOf(dead.idNumber);
  expect(newest).toMatchObject({
    kind: 'answered',
    role: 'deceased',
    method: 'officers',
    agreedBy: 'officers',
    officers: ['P-1', 'P-2'],
    basis: 'duty',
    article: expect.stringContaining('第十三条第一款第三项'),
  });
});

describe('refused alike once both typed the number', () => {
  test.each([
    ['a living person', bo.idNumber],
    ['somebody of whom nothing is kept', nobody],
  ])('%s, who keeps a receipt', async (_, number) => {
    const { id, check } = await open(number);
    expect((await stateOf(id)).parties).toMatchObject([{}, { check: 'waiting' }]);
    expect((await confirm(check, number)).body).toMatchObject({ state: 'refused', maskedName: null });
    expect(await stateOf(id)).toMatchObject({ state: 'refused', endedBecause: 'refused' });
    expect(await receiptsOf(number)).toMatchObject([
      { kind: 'refused', role: 'deceased', method: 'officers', officers: ['P-1', 'P-2'] },
    ]);
  });
});

test('a dead person is nobody who stands at a window', async () => {
  const { id, check } = await ground.ask(staff('C-1'), 'WCM-CAB-002', {
    applicant: byOfficers(dead.idNumber),
  });
  const by = staff('C-2');
  const document = dead.idNumber;
  const confirmed = await ground.call(by, `/officer-checks/${check}/confirm`, { document });
  expect(confirmed.body.state).toBe('refused');
  expect((await ground.call(staff('C-1'), `/requests/${id}`)).body.state).toBe('refused');
});

test('whose death is taken back meanwhile is agreed for by nobody', async () => {
  const { id, check } = await open(dead.idNumber);
  await confirm(check, dead.idNumber);
  await ground.city.db.deleteFrom('deceased_subjects').execute();
  await compare(check);
  expect((await stateOf(id)).state).toBe('refused');
});

test('and nobody’s reason is another’s: the dead have one of their own', async () => {
  const own = await parties(dead.idNumber);
  const wrong = { ...own, deceased: byOfficers(dead.idNumber) };
  expect((await ground.ask(first, MATTER, wrong)).body.code).toBe('OFFICER_REASON_REFUSED');
});
