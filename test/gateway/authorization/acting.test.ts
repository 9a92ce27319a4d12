/** Acting for others while time goes on: what ended between agreeing and use isn't used, and children grow up. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemCaller } from '../../../gateway/actor.ts';
import { readAuthorization } from '../../../gateway/authorization/authorization.ts';
import { consumeRequests } from '../../../gateway/authorization/consume.ts';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { familyOf } from '../../../gateway/authorization/family.ts';
import { openRequests } from '../../../gateway/authorization/lists.ts';
import { endMandate } from '../../../gateway/authorization/mandates.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { viewForPerson } from '../../../gateway/authorization/views.ts';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { authorizationOver, mandateInForce } from '../../support/authorization-ground.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const OWN = 'WCM-CAB-002';
const FOR_CHILD = 'WCM-EDU-004';
const NONCE = 'nonce-of-the-asker-1';
const NOW = '2026-11-23T08:00:00Z';
const mother = identityCard('阿黛', '1990-01-01', 1);
const agent = identityCard('柏小树', '1991-01-01', 2);
/** Of age the day after next. */
const grown = identityCard('小成', '2008-11-25', 3);
/** Fourteen the day after next. */
const youth = identityCard('小年', '2012-11-25', 4);
const small = identityCard('小润', '2018-05-05', 5);

let city: CityGround;
let parts: ReturnType<typeof authorizationOver>;
const subject = ({ idNumber }: typeof mother): string => city.credentials.subjectOf(idNumber) ?? '';
const refusal = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  city = await openCityGround();
  parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [mother, agent, grown, youth, small]);
  await city.importRows(
    'HCB',
    'birth-medical-certificate',
    [grown, youth, small].map(({ name, idNumber, dateOfBirth }) => ({
      certificateNumber: `B-${idNumber}`,
      newbornName: name,
      newbornIdNumber: idNumber,
      birthDateTime: `${dateOfBirth}T08:00:00+08:00`,
      motherIdNumber: mother.idNumber,
    })),
  );
}, 120_000);
afterAll(async () => {
  await parts.changes.close();
  await city.close();
});
beforeEach(async () => {
  city.clock.set(NOW);
  await city.db.deleteFrom('mandates').execute();
  parts.accesses.length = 0;
});

const clientOf = (matter: string): string => `${(matter.split('-')[1] ?? '').toLowerCase()}-counter`;
const ask = async (matter: string, people: Record<string, typeof mother>): Promise<string> => {
  const department = matter.split('-')[1] ?? '';
  const caller: SystemCaller = { kind: 'system', scopes: ['ask'], department, client: clientOf(matter) };
  const codes = new Map<string, { code: string }>();
  for (const person of Object.values(people))
    if (!codes.has(person.idNumber))
      codes.set(person.idNumber, { code: (await parts.codes.showQr(subject(person))).url });
  const parties = Object.fromEntries(
    Object.entries(people).map(([role, { idNumber }]) => [role, codes.get(idNumber) ?? { code: '' }]),
  );
  const wish = { matter, nonce: NONCE, window: `${department}-W1`, conditions: [], parties };
  return (await createRequest(caller, wish, parts)).id;
};
const agree = (person: typeof mother, id: string, holders: Record<string, string> = {}) =>
  decide(subject(person), id, { decision: decideShape.parse({ decision: 'agree', holders }), parts });
const stateOf = async (id: string) => (await readAuthorization(city.db, id))?.state;
const agreedAs = async (id: string) =>
  (await readAuthorization(city.db, id))?.parties.map(({ subject: role, agreedBy }) => [role, agreedBy]);
const use = (id: string, matter: string, { client = clientOf(matter), nonce = NONCE } = {}) =>
  city.db
    .transaction()
    .execute(async (trx) => (await consumeRequests(trx, [{ id, client, nonce }], parts))[0]);

/** A request to which the agent agreed for the mother, and the mandate. */
async function agreedByAgent() {
  const mandate = await mandateInForce(subject(mother), { agentNumber: agent.idNumber }, parts);
  const id = await ask(OWN, { applicant: agent });
  await agree(agent, id, { applicant: subject(mother) });
  return { id, mandate };
}

/** One to which the mother agreed for a child of hers, as an applicant. */
async function agreedByMother(child: typeof mother): Promise<string> {
  const id = await ask(OWN, { applicant: mother });
  await agree(mother, id, { applicant: subject(child) });
  return id;
}

/** A request to which the mother agreed as herself. */
async function agreedForHerself(): Promise<string> {
  const id = await ask(OWN, { applicant: mother });
  await agree(mother, id);
  return id;
}

/** That a use is refused, that the request ended for it, and that the holder is told. */
async function expectUnused(id: string, holder: typeof mother): Promise<void> {
  parts.accesses.length = 0;
  expect(await use(id, OWN)).toBe('NOT_AUTHORIZED');
  expect(await stateOf(id)).toBe('refused');
  expect((await viewForPerson(subject(holder), id, parts)).endedBecause).toBe('authority-ended');
  expect(parts.accesses).toMatchObject([
    { holder: subject(holder), outcome: 'authority-ended', request: id },
  ]);
}

describe('an authorization given for another is not used any more', () => {
  test('once the mandate has ended, and its holder is told who had agreed', async () => {
    const { id, mandate } = await agreedByAgent();
    await endMandate(subject(mother), mandate, parts);
    await expectUnused(id, mother);
    expect(parts.accesses[0]?.agreedBy).toBe('mandate');
  });

  test('once the giver of the mandate has died', async () => {
    const { id } = await agreedByAgent();
    const dead = { subject: subject(mother) };
    await city.db.insertInto('deceased_subjects').values(dead).execute();
    await expectUnused(id, mother);
    await city.db.deleteFrom('deceased_subjects').where('subject', '=', dead.subject).execute();
  });

  test('once who agreed has died, for another or for themselves', async () => {
    const dead = { subject: subject(mother) };
    for (const [id, holder] of [
      [await agreedByMother(small), small],
      [await agreedForHerself(), mother],
    ] as const) {
      await city.db.insertInto('deceased_subjects').values(dead).execute();
      await expectUnused(id, holder);
      await city.db.deleteFrom('deceased_subjects').where('subject', '=', dead.subject).execute();
    }
    const id = await agreedForHerself();
    expect(await use(id, OWN)).toBe('consumed');
  });

  test('once the mandate’s last day is over', async () => {
    const mandate = { agentNumber: agent.idNumber, until: '2026-11-23' };
    await mandateInForce(subject(mother), mandate, parts);
    city.clock.set('2026-11-23T15:55:00Z');
    const id = await ask(OWN, { applicant: agent });
    await agree(agent, id, { applicant: subject(mother) });
    city.clock.set('2026-11-23T16:00:00Z');
    await expectUnused(id, mother);
  });

  test('once the record that makes somebody a guardian was suspended', async () => {
    const id = await agreedByMother(small);
    const change = (kind: 'suspend' | 'reinstate') =>
      changeStatus(city, {
        ...{ department: 'HCB', credentialType: 'birth-medical-certificate', record: `B-${small.idNumber}` },
        ...{ change: kind, reason: 'suspended' },
      });
    await change('suspend');
    await expectUnused(id, small);
    await change('reinstate');
  });

  test('once the child is of age, from midnight in Shanghai on', async () => {
    city.clock.set('2026-11-24T15:55:00Z');
    const [before, after] = [await agreedByMother(grown), await agreedByMother(grown)];
    city.clock.set('2026-11-24T15:59:59Z');
    expect(await use(before, OWN)).toBe('consumed');
    city.clock.set('2026-11-24T16:00:00Z');
    await expectUnused(after, grown);
  });

  test('but stays to be used where a stranger tried', async () => {
    const { id, mandate } = await agreedByAgent();
    await endMandate(subject(mother), mandate, parts);
    expect(await use(id, OWN, { client: 'psb-counter' })).toBe('AUTHORIZATION_USED');
    expect(await use(id, OWN, { nonce: 'another-nonce-000' })).toBe('AUTHORIZATION_USED');
    expect(await stateOf(id)).toBe('approved');
  });
});

test('a mandate that ends between scanning and deciding gives nothing', async () => {
  const mandate = await mandateInForce(subject(mother), { agentNumber: agent.idNumber }, parts);
  const id = await ask(OWN, { applicant: agent });
  await endMandate(subject(mother), mandate, parts);
  await agree(agent, id, { applicant: subject(mother) });
  expect(await stateOf(id)).toBe('refused');
});

test('of an end and a use at once, the use comes first or not at all', async () => {
  for (let time = 0; time < 20; time++) {
    const { id, mandate } = await agreedByAgent();
    let endedAt = 0;
    let usedAt = 0;
    const [outcome] = await Promise.all([
      city.db.transaction().execute(async (trx) => {
        const [found] = await consumeRequests(trx, [{ id, client: clientOf(OWN), nonce: NONCE }], parts);
        // What was held stays held to the end: an end that is told before this one's is one too many.
        await new Promise((resolve) => setTimeout(resolve, time % 4));
        usedAt = performance.now();
        return found;
      }),
      endMandate(subject(mother), mandate, parts).then(() => {
        endedAt = performance.now();
      }),
    ]);
    const isUsed = outcome === 'consumed';
    if (isUsed) expect(usedAt).toBeLessThan(endedAt);
    else expect(outcome).toBe('NOT_AUTHORIZED');
    expect(await stateOf(id)).toBe(isUsed ? 'answered' : 'refused');
  }
});

describe('a child', () => {
  test('under fourteen sees what it is asked and can’t agree, but its guardian can', async () => {
    const id = await ask(OWN, { applicant: youth });
    expect((await openRequests(subject(youth), { limit: 10, next: 0 }, parts)).items).toMatchObject([{ id }]);
    await expect(agree(youth, id)).rejects.toEqual(refusal('GUARDIAN_NEEDED'));
    expect(await stateOf(id)).toBe('waiting');
    const other = await agreedByMother(youth);
    expect(await agreedAs(other)).toEqual([['applicant', 'guardian']]);
    expect(await use(other, OWN)).toBe('consumed');
  });

  test('under fourteen may say no', async () => {
    const id = await ask(OWN, { applicant: youth });
    await decide(subject(youth), id, { decision: decideShape.parse({ decision: 'refuse' }), parts });
    expect(await stateOf(id)).toBe('refused');
  });

  test('agrees for itself from its fourteenth birthday on, from midnight in Shanghai', async () => {
    city.clock.set('2026-11-24T15:59:59Z');
    const id = await ask(OWN, { applicant: youth });
    await expect(agree(youth, id)).rejects.toEqual(refusal('GUARDIAN_NEEDED'));
    city.clock.set('2026-11-24T16:00:00Z');
    await agree(youth, id);
    expect(await agreedAs(id)).toEqual([['applicant', 'self']]);
    expect(await agreedAs(await agreedByMother(youth))).toEqual([['applicant', 'guardian']]);
  });

  test('of fourteen stands for itself also where a guardian would', async () => {
    city.clock.set('2026-11-25T00:00:00Z');
    const id = await ask(FOR_CHILD, { guardian: mother, child: youth });
    await agree(mother, id);
    await agree(youth, id);
    expect(await agreedAs(id)).toEqual([
      ['child', 'self'],
      ['guardian', 'self'],
    ]);
  });

  test('who is of age is nobody’s child any more', async () => {
    city.clock.set('2026-11-25T00:00:00Z');
    expect(await stateOf(await agreedByMother(grown))).toBe('refused');
    const id = await ask(FOR_CHILD, { guardian: mother, child: grown });
    await agree(grown, id);
    expect(await stateOf(id)).toBe('refused');
  });

  test('is no guardian by being one’s child', async () => {
    const id = await ask(FOR_CHILD, { guardian: mother, child: mother });
    const view = await viewForPerson(subject(mother), id, parts);
    const holders = Object.fromEntries(view.parties.map((party) => [party.subject, party.holders.length]));
    expect(holders).toEqual({ guardian: 0, child: 3 });
  });
});

describe('a family', () => {
  test('shows until when somebody may act for whom, by which record, and who for them', async () => {
    const mandate = await mandateInForce(
      subject(agent),
      {
        agentNumber: mother.idNumber,
        scope: { matters: { kind: 'department', department: 'CAB' }, credentialTypes: null },
      },
      parts,
    );
    const ofMother = await familyOf(subject(mother), parts);
    expect(ofMother.mayActFor).toContainEqual({
      ...{ holder: subject(youth), name: '小*', kind: 'guardian', since: '2012-11-25', until: '2030-11-25' },
      ...{ scope: null, mandate: null },
      source: { department: 'HCB', credentialType: 'birth-medical-certificate' },
    });
    expect(ofMother.mayActFor).toContainEqual({
      ...{ holder: subject(agent), name: '柏*树', kind: 'mandate', since: '2026-11-23', until: '2026-12-31' },
      ...{ scope: { matters: { kind: 'department', department: 'CAB' }, credentialTypes: null }, mandate },
      source: null,
    });
    expect((await familyOf(subject(agent), parts)).mayActForMe).toMatchObject([
      { name: '阿*', kind: 'mandate', mandate },
    ]);
  });

  test('of a child under fourteen has nobody for whom it acts, itself neither', async () => {
    expect(await familyOf(subject(youth), parts)).toMatchObject({
      ageGroup: 'child',
      mayActFor: [],
      mayActForMe: [{ name: '阿*', kind: 'guardian', until: '2030-11-25' }],
    });
  });
});
