/** Mandates: offered, accepted, limited and ended; who may do what for whom, and who sees it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemCaller } from '../../../gateway/actor.ts';
import { readAuthorization } from '../../../gateway/authorization/authorization.ts';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { listMandates } from '../../../gateway/authorization/mandate-list.ts';
import { answerOffer, endMandate, giveMandate } from '../../../gateway/authorization/mandates.ts';
import { readingOver } from '../../../gateway/authorization/reading.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { viewForPerson } from '../../../gateway/authorization/views.ts';
import { type GiveMandate, giveMandate as giveShape } from '../../../sdk/schemas/mandates.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { authorizationOver, mandateInForce } from '../../support/authorization-ground.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { firmCode, identityCard } from '../../support/people.ts';

const ada = identityCard('阿黛', '1990-01-01', 1);
const bo = identityCard('柏小树', '1991-01-01', 2);
const cleo = identityCard('可丽', '1992-01-01', 3);
const young = identityCard('小夏', '2010-01-01', 4);
const firm = firmCode(5);
const NOW = '2026-11-23T08:00:00Z';
const page = { limit: 100, next: 0 };
const OWN = 'WCM-CAB-002';

let city: CityGround;
let parts: ReturnType<typeof authorizationOver>;
const subjectOf = (number: string): string => city.credentials.subjectOf(number) ?? '';
const subject = ({ idNumber }: { idNumber: string }): string => subjectOf(idNumber);
const refusal = (code: string, details?: object) =>
  expect.objectContaining(details === undefined ? { code } : { code, details });

beforeAll(async () => {
  city = await openCityGround();
  parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [ada, bo, cleo, young]);
  await city.importRows('MSR', 'business-licence', [
    { uscc: firm, companyName: '湘江里餐饮店', legalRepresentativeIdNumber: ada.idNumber },
  ]);
}, 120_000);
afterAll(async () => {
  await parts.changes.close();
  await city.close();
});
beforeEach(async () => {
  city.clock.set(NOW);
  await city.db.deleteFrom('mandates').execute();
});

const offer = (giver: typeof ada, agent: typeof ada, more: Partial<GiveMandate> = {}) =>
  giveMandate(
    subject(giver),
    giveShape.parse({ agentNumber: agent.idNumber, until: '2026-12-31', ...more }),
    parts,
  );
const inForce = (giver: typeof ada, agent: typeof ada, more: Partial<GiveMandate> = {}) =>
  mandateInForce(subject(giver), { agentNumber: agent.idNumber, ...more }, parts);
const listed = async (person: typeof ada) => (await listMandates(subject(person), page, parts)).items;
const stateOf = async (person: typeof ada, id: string) =>
  (await listed(person)).find((row) => row.id === id)?.state;
const ask = async (matter: string, role: string, person: typeof ada, more: object = {}): Promise<string> => {
  const department = matter.split('-')[1] ?? '';
  const client = `${department.toLowerCase()}-counter`;
  const caller: SystemCaller = { kind: 'system', scopes: ['ask'], department, client };
  const party = { code: (await parts.codes.showQr(subject(person))).url };
  const wish = { matter, nonce: 'nonce-of-the-asker-1', window: `${department}-W1`, conditions: [] };
  return (await createRequest(caller, { ...wish, parties: { [role]: party }, ...more }, parts)).id;
};
/** How a request of a matter stands once the agent has agreed to it for the holder. */
const agreedFor = async (holder: string, agent: typeof ada, matter = OWN, role = 'applicant') => {
  const id = await ask(matter, role, agent);
  const decision = decideShape.parse({ decision: 'agree', holders: { [role]: holder } });
  await decide(subject(agent), id, { decision, parts });
  return (await readAuthorization(city.db, id))?.state;
};

describe('an offer', () => {
  test('gives the agent nothing before they accept it', async () => {
    const id = await offer(ada, bo);
    expect(await stateOf(bo, id)).toBe('waiting');
    expect(await agreedFor(subject(ada), bo)).toBe('refused');
    await answerOffer(subject(bo), id, { accepts: true, parts });
    expect(await stateOf(bo, id)).toBe('in-force');
    expect(await agreedFor(subject(ada), bo)).toBe('approved');
  });

  test('is answered by its agent alone, and once', async () => {
    const id = await offer(ada, bo);
    for (const other of [ada, cleo])
      await expect(answerOffer(subject(other), id, { accepts: true, parts })).rejects.toEqual(
        refusal('MANDATE_NOT_FOUND'),
      );
    const accepted = await inForce(ada, bo);
    await expect(answerOffer(subject(bo), accepted, { accepts: false, parts })).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
    expect(await stateOf(ada, accepted)).toBe('in-force');
    await endMandate(subject(bo), accepted, parts);
    await answerOffer(subject(bo), id, { accepts: false, parts });
    expect(await stateOf(ada, id)).toBe('declined');
    await expect(answerOffer(subject(bo), id, { accepts: true, parts })).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
    expect(await agreedFor(subject(ada), bo)).toBe('refused');
  });

  test('can be taken back, and is not accepted after that', async () => {
    const id = await offer(ada, bo);
    await endMandate(subject(ada), id, parts);
    await expect(answerOffer(subject(bo), id, { accepts: true, parts })).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
  });

  test('lapses after fourteen days, to the second', async () => {
    const id = await offer(ada, bo);
    city.clock.pass(14 * 86_400 - 1);
    expect(await stateOf(bo, id)).toBe('waiting');
    city.clock.pass(1);
    expect(await stateOf(bo, id)).toBe('lapsed');
    await expect(answerOffer(subject(bo), id, { accepts: true, parts })).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
  });

  test('lapses with its last day, as Shanghai counts days', async () => {
    const id = await offer(ada, bo, { until: '2026-11-24' });
    city.clock.set('2026-11-24T16:00:00Z');
    expect(await stateOf(bo, id)).toBe('lapsed');
    await expect(answerOffer(subject(bo), id, { accepts: true, parts })).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
  });

  test('tells the agent who offers, and the giver nothing of whose number they typed until it is accepted', async () => {
    const id = await offer(ada, bo);
    expect((await listed(bo))[0]).toMatchObject({ given: false, giverName: '阿*', agentName: '柏*树' });
    expect((await listed(ada))[0]).toMatchObject({ given: true, agentName: null });
    await answerOffer(subject(bo), id, { accepts: true, parts });
    expect((await listed(ada))[0]).toMatchObject({ agentName: '柏*树', acceptedAt: expect.any(String) });
  });

  test.each([
    ['agent', { agentNumber: ada.idNumber }],
    ['agent', { agentNumber: young.idNumber }],
    ['agent', { agentNumber: firm }],
    ['until', { until: '2026-11-22' }],
    ['until', { until: '2027-11-25' }],
    ['scope', { scope: { matters: { kind: 'matters', codes: ['WCM-NIL-001'] }, credentialTypes: null } }],
    ['scope', { scope: { matters: { kind: 'department', department: 'NIL' }, credentialTypes: null } }],
    ['scope', { scope: { matters: { kind: 'all' }, credentialTypes: ['library-card'] } }],
  ] as const)('is refused for its %s: %j', async (fault, more) => {
    await expect(offer(ada, bo, more)).rejects.toEqual(refusal('MANDATE_REFUSED', { fault }));
  });

  test('is not made by a minor', async () => {
    await expect(offer(young, bo)).rejects.toEqual(refusal('MANDATE_REFUSED', { fault: 'giver' }));
  });

  test('is not made with the phone of the dead', async () => {
    const dead = { subject: subject(ada) };
    await city.db.insertInto('deceased_subjects').values(dead).execute();
    await expect(offer(ada, bo)).rejects.toEqual(refusal('MANDATE_REFUSED', { fault: 'giver' }));
    await city.db.deleteFrom('deceased_subjects').where('subject', '=', dead.subject).execute();
  });
});

describe('a mandate', () => {
  test('is over when its last day is, as Shanghai counts days', async () => {
    const id = await inForce(ada, bo, { until: '2026-11-24' });
    city.clock.set('2026-11-24T15:59:59Z');
    expect(await stateOf(ada, id)).toBe('in-force');
    expect(await agreedFor(subject(ada), bo)).toBe('approved');
    city.clock.set('2026-11-24T16:00:00Z');
    expect(await stateOf(ada, id)).toBe('ended');
    expect(await agreedFor(subject(ada), bo)).toBe('refused');
  });

  test.each([
    ['its giver', ada],
    ['its agent', bo],
  ])('is ended by %s at once', async (_, by) => {
    const id = await inForce(ada, bo);
    await endMandate(subject(by), id, parts);
    expect(await stateOf(ada, id)).toBe('ended');
    expect(await agreedFor(subject(ada), bo)).toBe('refused');
  });

  test('is ended by nobody else, and once', async () => {
    const id = await inForce(ada, bo);
    const isRefused = (by: typeof ada) =>
      expect(endMandate(subject(by), id, parts)).rejects.toEqual(refusal('MANDATE_NOT_FOUND'));
    await isRefused(cleo);
    expect(await stateOf(ada, id)).toBe('in-force');
    await endMandate(subject(ada), id, parts);
    await isRefused(bo);
  });

  test('is listed in pages', async () => {
    const ids = [await inForce(ada, bo), await inForce(ada, cleo), await inForce(bo, ada)];
    const first = await listMandates(subject(ada), { limit: 2, next: 0 }, parts);
    const second = await listMandates(subject(ada), { limit: 2, next: first.next ?? 0 }, parts);
    expect([first.total, first.next, second.next]).toEqual([3, 2, null]);
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test('is nothing that its agent can pass on', async () => {
    await inForce(ada, bo);
    await inForce(bo, cleo);
    expect(await agreedFor(subject(ada), cleo)).toBe('refused');
    await expect(offer(bo, cleo, { holder: subject(ada) })).rejects.toEqual(
      refusal('MANDATE_REFUSED', { fault: 'holder' }),
    );
  });
});

describe('the scope of a mandate', () => {
  const all = { kind: 'all' } as const;
  test.each([
    ['approved', { matters: { kind: 'matters', codes: [OWN, 'WCM-CAB-009'] }, credentialTypes: null }],
    ['refused', { matters: { kind: 'matters', codes: ['WCM-CAB-009'] }, credentialTypes: null }],
    ['approved', { matters: { kind: 'department', department: 'CAB' }, credentialTypes: null }],
    ['refused', { matters: { kind: 'department', department: 'PSB' }, credentialTypes: null }],
    ['refused', { matters: all, credentialTypes: ['business-licence'] }],
    ['approved', { matters: all, credentialTypes: ['resident-identity-card'] }],
  ] as const)('leaves a request for an identity card %s: %j', async (state, scope) => {
    await inForce(ada, bo, { scope });
    expect(await agreedFor(subject(ada), bo)).toBe(state);
  });

  test('must reach every type that is asked for', async () => {
    await inForce(ada, bo, { scope: { matters: all, credentialTypes: ['resident-identity-card'] } });
    expect(await agreedFor(subject(ada), bo, 'WCM-CAB-009')).toBe('refused');
  });

  test('decides whom a request offers to agree for', async () => {
    await inForce(ada, bo, {
      scope: { matters: { kind: 'matters', codes: ['WCM-CAB-009'] }, credentialTypes: null },
    });
    const holdersOf = async (matter: string) => {
      const view = await viewForPerson(subject(bo), await ask(matter, 'applicant', bo), parts);
      return view.parties[0]?.holders.map(({ name, kind }) => [kind, name]);
    };
    expect(await holdersOf('WCM-CAB-009')).toEqual([['mandate', '阿*']]);
    expect(await holdersOf(OWN)).toEqual([]);
  });

  test('decides what may be read of the giver', async () => {
    const read = readingOver(parts);
    expect(await read(subject(bo), subject(ada))).toBeUndefined();
    const scope = {
      matters: { kind: 'matters', codes: [OWN] },
      credentialTypes: ['resident-identity-card'],
    } as const;
    await inForce(ada, bo, { scope });
    expect(await read(subject(bo), subject(ada))).toMatchObject({
      types: ['resident-identity-card'],
      everything: false,
    });
    await inForce(ada, bo);
    expect(await read(subject(bo), subject(ada))).toMatchObject({ types: null, everything: true });
  });
});

describe('an operator of a firm', () => {
  const ofFirm = () => inForce(ada, bo, { holder: subjectOf(firm) });
  /** How a request stands in which the operator is asked for the firm and for themselves. */
  const asOperator = async (agent: typeof ada): Promise<string | undefined> => {
    const code = (await parts.codes.showQr(subject(agent))).url;
    const caller: SystemCaller = {
      kind: 'system',
      scopes: ['ask'],
      department: 'MSR',
      client: 'msr-counter',
    };
    const wish = { matter: 'WCM-MSR-005', nonce: 'nonce-of-the-asker-1', window: 'MSR-W1', conditions: [] };
    const parties = { enterprise: { code }, applicant: { code } };
    const { id } = await createRequest(caller, { ...wish, parties }, parts);
    await decide(subject(agent), id, { decision: decideShape.parse({ decision: 'agree' }), parts });
    return (await readAuthorization(city.db, id))?.state;
  };

  test('acts for it by the representative’s mandate, and not for the representative', async () => {
    expect(await asOperator(bo)).toBe('refused');
    const id = await ofFirm();
    expect((await listed(bo))[0]).toMatchObject({ id, ofFirm: true, holderName: '湘江**餐饮店' });
    expect(await asOperator(bo)).toBe('approved');
    expect(await agreedFor(subject(ada), bo)).toBe('refused');
  });

  test('is none by a mandate that the representative gave for themselves', async () => {
    await inForce(ada, bo);
    expect(await asOperator(bo)).toBe('refused');
  });

  test('is none any more once somebody else represents the firm, who may end the mandate as well', async () => {
    const id = await ofFirm();
    const licence = (of: typeof ada) =>
      city.importRows('MSR', 'business-licence', [
        { uscc: firm, companyName: '湘江里餐饮店', legalRepresentativeIdNumber: of.idNumber },
      ]);
    await licence(cleo);
    expect(await asOperator(bo)).toBe('refused');
    expect(await stateOf(cleo, id)).toBe('ended');
    await licence(ada);
    expect(await asOperator(bo)).toBe('approved');
    await licence(cleo);
    await endMandate(subject(cleo), id, parts);
    await licence(ada);
    expect(await asOperator(bo)).toBe('refused');
  });

  test('passes nothing on', async () => {
    await ofFirm();
    await expect(offer(bo, cleo, { holder: subjectOf(firm) })).rejects.toEqual(
      refusal('MANDATE_REFUSED', { fault: 'holder' }),
    );
  });
});
