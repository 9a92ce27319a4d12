/** Proofs: exactly what was entitled, checkable without the gateway, and a reason for each thing that can't be proved. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirm } from '../../../gateway/credentials/confirmations.ts';
import { stopKey } from '../../../gateway/credentials/key-stops.ts';
import { changeStatus, type StatusChangeKind } from '../../../gateway/credentials/status-changes.ts';
import { openProofs } from '../../../gateway/proofs/proofs.ts';
import { proof as proofShape } from '../../../sdk/schemas/proof.ts';
import type { Proof, ProofItem } from '../../../sdk/verify/types.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { citizenNumber, identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround, trustOf } from '../../support/proofs-ground.ts';

const TYPE = 'resident-identity-card';
const portrait = 'data:image/svg+xml,ada';
const ada = identityCard('阿黛', '1940-01-01', 1, { portrait });
const bo = identityCard('柏', '1991-01-01', 2);
const childNumber = citizenNumber('2018-05-05', 3);

let ground: ProofsGround;
beforeAll(async () => {
  ground = await openProofsGround();
  const { importRows } = ground.city;
  await importRows('PSB', TYPE, [ada, bo]);
  await importRows('PSB', 'household-register', [
    household(ada.idNumber, 'H-1', [ada.idNumber]),
    household(bo.idNumber, 'H-2', [ada.idNumber, bo.idNumber]),
    household(childNumber, 'H-3', [bo.idNumber, childNumber]),
  ]);
  await importRows('CAB', 'marriage-certificate', [marriage(ada, bo, 'M-1'), marriage(bo, ada, 'M-1')]);
  await importRows('HRSS', 'social-security-card', [
    { ...bank(ada), cardNumber: 'SSC-1' },
    { ...bank(bo), cardNumber: 'SSC-2' },
  ]);
  await importRows('HCB', 'birth-medical-certificate', [
    {
      certificateNumber: 'B-1',
      newbornName: '小石',
      newbornIdNumber: childNumber,
      birthDateTime: '2018-05-05T08:00:00+08:00',
      motherName: ada.name,
      motherIdNumber: ada.idNumber,
      fatherName: bo.name,
      fatherIdNumber: bo.idNumber,
    },
  ]);
  await ground.city.anchor();
}, 120_000);
afterAll(() => ground.close());

const bank = ({ name, idNumber }: typeof ada) => ({
  name,
  idNumber,
  bankName: '虚构银行',
  bankAccountNumber: `6200${idNumber.slice(0, 8)}`,
  validUntil: '2035-01-01',
});
const household = (number: string, entryNumber: string, members: readonly string[]) => ({
  entryNumber,
  householdNumber: `HH-${entryNumber}`,
  memberName: '某',
  memberIdNumber: number,
  registeredAddress: '虚构路一号',
  isDistrictHousehold: true,
  isRuralHousehold: false,
  householdMembers: members.map((idNumber) => ({ idNumber, relation: '家庭成员' })),
});
const marriage = (holder: typeof ada, spouse: typeof ada, certificateNumber: string) => ({
  certificateNumber,
  holderName: holder.name,
  holderIdNumber: holder.idNumber,
  spouseName: spouse.name,
  spouseIdNumber: spouse.idNumber,
  isMarriageInForce: true,
});

/** Old-age allowance: identity with an age, household, bank account. */
const allowance = (number = ada.idNumber) => ({ matter: 'WCM-CAB-009', people: { applicant: number } });
/** Moving in with one's spouse. */
const joining = { matter: 'WCM-PSB-008', people: { applicant: ada.idNumber, host: bo.idNumber } };

async function prove(wish: Parameters<ProofsGround['approve']>[0]): Promise<Proof> {
  const id = await ground.approve(wish);
  return ground.proofs.prove({ id, client: ground.askerOf(wish.matter).client, nonce: NONCE });
}
const refusals = (items: readonly ProofItem[]) =>
  items.map((item) => ('refusal' in item ? item.refusal : undefined));
const textOf = (encoded: string): string => Buffer.from(encoded, 'base64url').toString();

describe('a proof', () => {
  test('verifies offline with what the ledger says, and holds exactly the claims asked for', async () => {
    const proof = await prove(allowance());
    expect(proofShape.parse(proof)).toEqual(proof);
    const verdict = await ground.verify(proof);
    expect(verdict).toMatchObject({ valid: true, warnings: [] });
    expect(verdict.items.map(({ claims }) => claims)).toEqual([
      { name: ada.name, idNumber: ada.idNumber, isAge80OrOver: true },
      { isDistrictHousehold: true },
      { bankName: '虚构银行', bankAccountNumber: bank(ada).bankAccountNumber },
    ]);
  });

  test('holds nothing else of the credential: every text of it was searched', async () => {
    const proof = await prove(allowance());
    const whole = JSON.stringify(proof);
    const opened = [...whole.matchAll(/[A-Za-z0-9_-]{8,}/g)].map(([word]) => textOf(word)).join('\n');
    const hidden = [ada.dateOfBirth, ada.registeredAddress, portrait, ada.cardSerial, '汉'];
    for (const value of hidden) {
      expect(whole).not.toContain(value);
      expect(opened).not.toContain(value);
    }
    expect(opened).toContain(ada.name);
  });

  test('names each checkpoint and status token once, whatever the number of items', async () => {
    const { checkpoints, statusTokens } = await prove(allowance());
    expect(Object.keys(checkpoints).toSorted()).toEqual(['HRSS', 'PSB']);
    expect(Object.keys(statusTokens)).toHaveLength(2);
  });

  test('says one time at which the ledger was read, though it is read again meanwhile', async () => {
    let readings = 0;
    const { copy: real } = ground.parts;
    const copy = Object.create(real, {
      asOf: { get: () => new Date(real.asOf.getTime() + 1000 * readings++) },
      identity: { get: () => real.identity },
      isAccreditedAt: { value: () => true },
      isSuspended: { value: () => false },
    });
    const id = await ground.approve(allowance());
    const asker = { id, client: 'cab-counter', nonce: NONCE };
    expect(await ground.verify(await openProofs({ ...ground.parts, copy }).prove(asker))).toMatchObject({
      valid: true,
    });
  });

  test('is bound to its asker, its nonce, its request and its time', async () => {
    const proof = await prove(allowance());
    const { audience } = proof.request;
    const { city } = ground;
    const judge = (expected: object, at = city.clock.now()) =>
      verifyProof(proof, { trust: trustOf(city), expect: { audience, nonce: NONCE, ...expected }, at });
    expect(await judge({})).toMatchObject({ valid: true });
    expect(await judge({ nonce: 'another-nonce' })).toMatchObject({ reason: 'WRONG_NONCE' });
    expect(await judge({ audience: `${audience}x` })).toMatchObject({ reason: 'WRONG_AUDIENCE' });
    expect(await judge({}, new Date(city.clock.now().getTime() + 700_000))).toMatchObject({
      reason: 'TOO_OLD',
    });
    const other = structuredClone(proof) as { request: { window: string } };
    other.request.window = 'CAB-W2';
    expect(
      await verifyProof(other, {
        trust: trustOf(city),
        expect: { audience, nonce: NONCE },
        at: city.clock.now(),
      }),
    ).toMatchObject({ reason: 'WRONG_REQUEST' });
  });
});

describe('what is derived', () => {
  test('by comparison names the role, says true for the other consenting person, and never the other’s number', async () => {
    const proof = await prove(joining);
    const verdict = await ground.verify(proof);
    expect(verdict).toMatchObject({ valid: true });
    const spouse = verdict.items.find(({ credentialType }) => credentialType === 'marriage-certificate');
    expect(spouse?.claims).toEqual({ isMarriageInForce: true, isSpouseOf: true });
    const item = proof.items[proof.request.asked.findIndex((one) => one.fields.includes('isSpouseOf'))];
    const statement = item !== undefined && 'statement' in item ? String(item.statement) : '';
    const said = JSON.parse(textOf(statement.split('.')[1] ?? ''));
    expect(said).toMatchObject({ role: 'host', claims: { isSpouseOf: true } });
    expect(said.exp - said.iat).toBe(600);
    const all = JSON.stringify(proof);
    const opened = [...all.matchAll(/[A-Za-z0-9_-]{8,}/g)].map(([word]) => textOf(word)).join('\n');
    expect(opened).not.toContain(bo.idNumber);
  });

  test('says false for another person than the one recorded', async () => {
    const stranger = identityCard('路人', '1970-02-02', 9);
    await ground.city.importRows('PSB', TYPE, [stranger]);
    await ground.city.importRows('PSB', 'household-register', [
      household(stranger.idNumber, 'H-9', [stranger.idNumber]),
    ]);
    await ground.city.anchor();
    const proof = await prove({
      ...joining,
      people: { applicant: ada.idNumber, host: stranger.idNumber },
    });
    const verdict = await ground.verify(proof);
    expect(verdict.items.map(({ claims }) => claims)).toContainEqual({
      isMarriageInForce: true,
      isSpouseOf: false,
    });
  });

  test('leaves an entry on the department’s log, released with its hour', async () => {
    const before = await ground.city.db
      .selectFrom('log_queue')
      .selectAll()
      .where('log', '=', 'CAB')
      .execute();
    await prove(joining);
    const after = await ground.city.db.selectFrom('log_queue').selectAll().where('log', '=', 'CAB').execute();
    const [added] = after.filter(({ id }) => !before.some((row) => row.id === id));
    expect(added).toMatchObject({ release: 'hour' });
    expect(added?.entry[1]).toBe(2);
  });

  test('is signed by no key that another gateway stopped while the answer was prepared', async () => {
    const { db, clock, credentials } = ground.city;
    const { departmentKeys } = credentials;
    const former = departmentKeys.unended('CAB')?.kid;
    const { kid } = await departmentKeys.rotate('CAB');
    await stopKey(db, { department: 'CAB', kid, now: clock.now() });
    expect(departmentKeys.unended('CAB')?.kid).toBe(kid);
    const proof = await prove(joining);
    const item = proof.items[proof.request.asked.findIndex((one) => one.fields.includes('isSpouseOf'))];
    const statement = item !== undefined && 'statement' in item ? String(item.statement) : '';
    expect(JSON.parse(textOf(statement.split('.')[0] ?? '')).kid).toBe(former);
    expect(await ground.verify(proof)).toMatchObject({ valid: true });
  });

  test('reaches a child through the parent who acts for it', async () => {
    const proof = await prove({
      matter: 'WCM-EDU-004',
      people: { guardian: ada.idNumber, child: ada.idNumber },
    });
    expect(await ground.verify(proof)).toMatchObject({ valid: true });
    const verdict = await ground.verify(proof);
    expect(verdict.items.map(({ claims }) => claims)).toContainEqual(
      expect.objectContaining({ newbornName: '小石', isParentOf: true }),
    );
  });
});

describe('what can’t be proved', () => {
  const person = identityCard('乙', '1950-03-03', 20, { cardSerial: 'CARD-20' });
  const renewal = { matter: 'WCM-PSB-002', people: { applicant: person.idNumber } };
  beforeEach(async () => {
    ground.city.clock.set('2026-11-23T08:00:00Z');
  });

  test('because there is no such credential', async () => {
    const nobody = citizenNumber('1960-06-06', 60);
    const { items } = await prove(allowance(nobody));
    expect(refusals(items)).toEqual(Array(3).fill({ code: 'NO_SUCH_CREDENTIAL' }));
  });

  test('because the ledger doesn’t have it yet, and does once it has', async () => {
    await ground.city.importRows('PSB', TYPE, [person]);
    const issuer = 'https://wangcheng.invalid/departments/PSB';
    const before = await prove(allowance(person.idNumber));
    expect(refusals(before.items)[0]).toEqual({ code: 'NOT_ANCHORED', issuer });
    await ground.city.anchor();
    const after = await prove(allowance(person.idNumber));
    expect(refusals(after.items)[0]).toBeUndefined();
  });

  const change = (kind: StatusChangeKind) =>
    changeStatus(ground.city, {
      department: 'PSB',
      credentialType: TYPE,
      record: 'CARD-20',
      change: kind,
      reason: 'other',
    });

  test('because it is suspended, unless the matter takes it so for its own renewal', async () => {
    await change('suspend');
    const { items } = await prove(allowance(person.idNumber));
    expect(refusals(items)[0]).toMatchObject({ code: 'SUSPENDED' });
    await ground.city.anchor();
    const taken = await prove(renewal);
    expect(refusals(taken.items)[0]).toBeUndefined();
    expect((await ground.verify(taken)).items[0]).toMatchObject({ valid: true, warnings: ['SUSPENDED'] });
    await change('reinstate');
    await ground.city.anchor();
  });

  test('because it expired on its last civil day, unless the matter takes it so', async () => {
    const until = identityCard('丙', '1950-04-04', 21, { cardSerial: 'CARD-21', validUntil: '2026-11-23' });
    await ground.city.importRows('PSB', TYPE, [until]);
    await ground.city.anchor();
    // 23:59 in Shanghai on the last day, then a minute later.
    ground.city.clock.set('2026-11-23T15:59:00Z');
    expect(refusals((await prove(allowance(until.idNumber))).items)[0]).toBeUndefined();
    ground.city.clock.set('2026-11-23T16:00:00Z');
    expect(refusals((await prove(allowance(until.idNumber))).items)[0]).toMatchObject({ code: 'EXPIRED' });
    const renewed = await prove({ matter: 'WCM-PSB-002', people: { applicant: until.idNumber } });
    expect(refusals(renewed.items)[0]).toBeUndefined();
  });

  test('because the department last confirmed it too long ago; its age is told in civil days', async () => {
    const confirmNow = () => {
      const { db, clock } = ground.city;
      return confirm(db, { department: 'PSB', credentialType: 'household-register', asOf: clock.now() });
    };
    await confirmNow();
    ground.city.clock.set('2026-11-24T08:00:00Z');
    await ground.city.copy.refresh();
    expect(refusals((await prove(allowance())).items)[1]).toBeUndefined();
    ground.city.clock.set('2026-11-25T08:00:00Z');
    await ground.city.copy.refresh();
    expect(refusals((await prove(allowance())).items)[1]).toEqual({
      code: 'STALE',
      issuer: 'https://wangcheng.invalid/departments/PSB',
      age: 2,
    });
    await confirmNow();
    expect(refusals((await prove(allowance())).items)[1]).toBeUndefined();
  });

  test('because no status token can be had', async () => {
    const without = openProofs({ ...ground.parts, statusToken: async () => undefined });
    const id = await ground.approve(allowance());
    const { items } = await without.prove({ id, client: 'cab-counter', nonce: NONCE });
    expect(refusals(items).map((refusal) => refusal?.code)).toEqual(Array(3).fill('STATUS_UNREACHABLE'));
  });

  test('because its key wasn’t accredited at that leaf', async () => {
    const copy = Object.create(ground.parts.copy, {
      isAccreditedAt: { value: ({ leaf }: { leaf: number }) => leaf < 0 },
      asOf: { get: () => ground.parts.copy.asOf },
      identity: { get: () => ground.parts.copy.identity },
      isSuspended: { value: () => false },
    });
    const id = await ground.approve(allowance());
    const { items } = await openProofs({ ...ground.parts, copy }).prove({
      id,
      client: 'cab-counter',
      nonce: NONCE,
    });
    expect(refusals(items).map((refusal) => refusal?.code)).toEqual(Array(3).fill('ISSUER_NOT_ACCREDITED'));
  });

  test('because what is known of the ledger is older than a day', async () => {
    ground.city.clock.set('2026-11-23T08:00:00Z');
    await ground.city.copy.refresh();
    const copy = Object.create(ground.parts.copy, {
      asOf: { get: () => new Date('2026-11-22T07:59:59Z') },
      identity: { get: () => ground.parts.copy.identity },
      isAccreditedAt: { value: () => true },
      isSuspended: { value: () => false },
    });
    const id = await ground.approve(allowance());
    const { items } = await openProofs({ ...ground.parts, copy }).prove({
      id,
      client: 'cab-counter',
      nonce: NONCE,
    });
    expect(refusals(items)[0]).toMatchObject({ code: 'LEDGER_STALE' });
  });

  test('because it was revoked: at once here, and nothing of it is opened', async () => {
    await change('revoke');
    const { items } = await prove(allowance(person.idNumber));
    expect(refusals(items)[0]).toMatchObject({ code: 'REVOKED' });
  });
});
