/** Who may stand in a request: one live code each, nobody twice, nobody for the dead, and no attempt without a trace. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemCaller } from '../../../gateway/actor.ts';
import { readAuthorization } from '../../../gateway/authorization/authorization.ts';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { expireRequests, withdraw } from '../../../gateway/authorization/endings.ts';
import { listAuthorizations } from '../../../gateway/authorization/lists.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { viewForPerson } from '../../../gateway/authorization/views.ts';
import { recordAccess } from '../../../gateway/proofs/receipts.ts';
import { type AskForProof, decide as decideShape, type Party } from '../../../sdk/schemas/requests.ts';
import { authorizationOver, mandateInForce } from '../../support/authorization-ground.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { citizenNumber, identityCard } from '../../support/people.ts';

let city: CityGround;
let parts: ReturnType<typeof authorizationOver>;
const caller = (department: string): SystemCaller => ({
  ...{ kind: 'system', scopes: ['ask'], department, client: `${department.toLowerCase()}-counter` },
});
const ada = identityCard('阿黛', '1990-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
const dora = identityCard('朵拉', '1940-01-01', 5);
const childNumber = citizenNumber('2018-05-05', 3);
const subject = (number: string): string => city.credentials.subjectOf(number) ?? '';
const refusal = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  city = await openCityGround();
  parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [ada, bo, dora]);
  await city.importRows('HCB', 'birth-medical-certificate', [
    {
      certificateNumber: 'B-1',
      newbornName: '小石',
      newbornIdNumber: childNumber,
      birthDateTime: '2018-05-05T08:00:00+08:00',
      motherName: ada.name,
      motherIdNumber: ada.idNumber,
    },
  ]);
}, 120_000);
afterAll(async () => {
  await parts.changes.close();
  await city.close();
});
beforeEach(() => {
  parts.accesses.length = 0;
});

const showQr = async (number: string): Promise<Party> => ({
  code: (await parts.codes.showQr(subject(number))).url,
});
const showNumber = async (number: string): Promise<Party> => ({
  number: (await parts.codes.showNumber(subject(number))).number,
});
const ask = (
  matter: string,
  parties: Record<string, Party>,
  { over = parts, ...more }: Partial<AskForProof> & { over?: typeof parts } = {},
) => {
  const department = matter.split('-')[1] ?? '';
  const wish = { matter, nonce: 'nonce-of-the-asker-1', window: `${department}-W1`, conditions: [], parties };
  return createRequest(caller(department), { ...wish, ...more }, over);
};
const agree = (number: string, id: string, more: object = {}) =>
  decide(subject(number), id, { decision: decideShape.parse({ decision: 'agree', ...more }), parts });

describe('codes of a person', () => {
  test('are one live one of each kind, however many are asked for at once', async () => {
    const many = Array.from({ length: 20 });
    await Promise.all(many.map(() => showQr(ada.idNumber)));
    await Promise.all(many.map(() => showNumber(ada.idNumber)));
    const { rows } = await sql<{ kind: string; live: number }>`
      select kind, count(*) as live from codes where subject = ${subject(ada.idNumber)} group by kind order by kind
    `.execute(city.db);
    expect(rows).toEqual([
      { kind: 'number', live: 1 },
      { kind: 'qr', live: 1 },
    ]);
  });

  test('aren’t used up where the request is refused for what another party brought', async () => {
    const mine = await showNumber(ada.idNumber);
    const [slip, stale, wrong]: Party[] = [{ slip: 'x' }, { code: 'nothing' }, { number: '00000000' }];
    const together = async (partner: Party) => ask('WCM-CAB-001', { applicant: mine, partner });
    await expect(together(slip as Party)).rejects.toEqual(refusal('SLIP_NOT_ACCEPTED'));
    await expect(together(stale as Party)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await expect(together(wrong as Party)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await together(await showNumber(bo.idNumber));
  });

  test('are used once for all the parties that the person stands for', async () => {
    const mine = await showNumber(ada.idNumber);
    const { id } = await ask('WCM-EDU-004', { guardian: mine, child: mine });
    await agree(ada.idNumber, id);
    const authorization = await readAuthorization(city.db, id);
    expect(authorization?.parties.map(({ subject: role, holder }) => [role, holder])).toEqual([
      ['child', subject(childNumber)],
      ['guardian', subject(ada.idNumber)],
    ]);
  });
});

describe('the dead', () => {
  test.each(['WCM-NRB-009', 'WCM-PSB-007'])(
    'agree through nobody’s code, number or screen: %s',
    async (matter) => {
      const mine = await showQr(ada.idNumber);
      for (const party of [mine, await showNumber(ada.idNumber), { show: true } as const, { slip: 'x' }])
        await expect(ask(matter, { applicant: mine, deceased: party })).rejects.toEqual(
          refusal('METHOD_NOT_AVAILABLE'),
        );
    },
  );

  test('agree to nothing themselves any more, and nobody by a mandate of theirs', async () => {
    await mandateInForce(subject(dora.idNumber), { agentNumber: bo.idNumber }, parts);
    const before = await ask('WCM-CAB-002', { applicant: await showQr(dora.idNumber) });
    await city.db
      .insertInto('deceased_subjects')
      .values({ subject: subject(dora.idNumber) })
      .execute();
    await agree(dora.idNumber, before.id);
    expect((await readAuthorization(city.db, before.id))?.state).toBe('refused');
    const after = await ask('WCM-CAB-002', { applicant: await showQr(bo.idNumber) });
    await agree(bo.idNumber, after.id, { holders: { applicant: subject(dora.idNumber) } });
    expect((await readAuthorization(city.db, after.id))?.state).toBe('refused');
  });

  test('are nobody’s children to act for', async () => {
    await city.db
      .insertInto('deceased_subjects')
      .values({ subject: subject(childNumber) })
      .execute();
    const { id } = await ask('WCM-EDU-004', { guardian: await showQr(ada.idNumber) });
    await agree(ada.idNumber, id);
    expect((await readAuthorization(city.db, id))?.state).toBe('refused');
    await city.db.deleteFrom('deceased_subjects').where('subject', '=', subject(childNumber)).execute();
  });
});

describe('one who agreed in another’s place', () => {
  async function agreeForAda(): Promise<string> {
    await mandateInForce(subject(ada.idNumber), { agentNumber: bo.idNumber }, parts);
    const { id } = await ask('WCM-CAB-002', { applicant: await showQr(bo.idNumber) });
    await agree(bo.idNumber, id, { holders: { applicant: subject(ada.idNumber) } });
    return id;
  }

  test('is seen by the holder, who may take it back', async () => {
    const id = await agreeForAda();
    const { items } = await listAuthorizations(subject(ada.idNumber), { limit: 100, next: 0 }, parts);
    expect(items.find((item) => item.id === id)).toMatchObject({ state: 'approved' });
    expect((await viewForPerson(subject(ada.idNumber), id, parts)).parties).toMatchObject([
      { subject: 'applicant', agreed: true, holders: [] },
    ]);
    await withdraw({ person: subject(ada.idNumber) }, id, parts);
    expect((await readAuthorization(city.db, id))?.state).toBe('withdrawn');
    expect(parts.accesses).toMatchObject([{ holder: subject(ada.idNumber), outcome: 'withdrawn' }]);
  });

  test('leaves the holder nothing to decide', async () => {
    const id = await agreeForAda();
    await expect(agree(ada.idNumber, id)).rejects.toEqual(refusal('REQUEST_NOT_FOUND'));
  });
});

describe('roles that are two people', () => {
  test('are not both taken by one, be it with one code, and the request waits for the other', async () => {
    const mine = await showQr(ada.idNumber);
    const { id } = await ask('WCM-CAB-001', { applicant: mine, partner: mine });
    await expect(agree(ada.idNumber, id)).rejects.toEqual(refusal('ONE_PERSON_TWICE'));
    expect((await readAuthorization(city.db, id))?.state).toBe('waiting');
  });

  test('are not both taken by one through an agent', async () => {
    await mandateInForce(subject(ada.idNumber), { agentNumber: bo.idNumber }, parts);
    const couple = { applicant: await showQr(ada.idNumber), partner: await showQr(bo.idNumber) };
    const { id } = await ask('WCM-CAB-001', couple);
    await agree(ada.idNumber, id);
    await expect(agree(bo.idNumber, id, { holders: { partner: subject(ada.idNumber) } })).rejects.toEqual(
      refusal('ONE_PERSON_TWICE'),
    );
    await agree(bo.idNumber, id);
    expect((await readAuthorization(city.db, id))?.state).toBe('approved');
  });
});

describe('an attempt to see more than the matter may', () => {
  const fields = { applicant: { 'resident-identity-card': ['portrait'] } };

  test.each<[string, (number: string) => Promise<Party>]>([
    ['a code', showQr],
    ['a number', showNumber],
  ])('is told to whom %s belongs, and uses it up', async (_, show) => {
    const mine = await show(ada.idNumber);
    await expect(ask('WCM-CAB-002', { applicant: mine }, { fields })).rejects.toEqual(
      refusal('NOT_ENTITLED'),
    );
    expect(parts.accesses).toMatchObject([
      { holder: subject(ada.idNumber), outcome: 'not-entitled', role: 'applicant' },
    ]);
    await expect(ask('WCM-CAB-002', { applicant: mine })).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
  });

  test('names all the roles for which one code came', async () => {
    const mine = await showQr(ada.idNumber);
    await expect(ask('WCM-CAB-001', { applicant: mine, partner: mine }, { fields })).rejects.toEqual(
      refusal('NOT_ENTITLED'),
    );
    expect(parts.accesses.map(({ role }) => role)).toEqual(['applicant', 'partner']);
  });

  test('is no way to guess numbers: wrong ones are counted', async () => {
    city.clock.pass(700);
    const guess = () => ask('WCM-CAB-002', { applicant: { number: '00000000' } }, { fields });
    for (let time = 0; time < 6; time++) await expect(guess()).rejects.toEqual(refusal('NOT_ENTITLED'));
    expect(parts.accesses).toEqual([]);
    await expect(ask('WCM-CAB-002', { applicant: await showNumber(ada.idNumber) })).rejects.toEqual(
      refusal('TOO_MANY_WRONG_NUMBERS'),
    );
  });
});

test('sweeps of several gateways at once end every late request, though people have several', async () => {
  const receipts = { keys: city.keys, catalog: city.catalog, cityId: 'https://city.invalid' };
  const over: typeof parts = {
    ...parts,
    recordAccess: (trx, facts) => recordAccess(trx, facts, { parts: receipts, now: city.clock.now() }),
  };
  const numbers = Array.from({ length: 12 }, (_, index) => citizenNumber('1970-01-01', 100 + index));
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at < 60; at++)
      await ask('WCM-CAB-002', { applicant: await showQr(numbers[(at * 7 + round) % 12] ?? '') });
    city.clock.pass(601);
    const swept = await Promise.all([20, 20, 20].map(() => expireRequests(over)));
    expect(swept.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(60);
  }
}, 120_000);
