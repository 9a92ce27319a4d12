/** A slip is consent to exactly what its giver saw, for one matter, until a day, redeemed once, and worth nothing to whoever finds it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAuthorization } from '../../../gateway/authorization/authorization.ts';
import { consumeRequests } from '../../../gateway/authorization/consume.ts';
import { confirmPerson, decide } from '../../../gateway/authorization/decisions.ts';
import { endMandate } from '../../../gateway/authorization/mandates.ts';
import { agreedBySlip, redeem } from '../../../gateway/authorization/redeem-slips.ts';
import { previewSlip, viewSlip, viewSlipWithCode } from '../../../gateway/authorization/slip-views.ts';
import { findOwnSlip, listOwnSlips, withdrawSlip } from '../../../gateway/authorization/slips.ts';
import { viewForAsker } from '../../../gateway/authorization/views.ts';
import { trustedSlipKey } from '../../../gateway/log/trust-routes.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { slipWish } from '../../../sdk/schemas/slips.ts';
import { verifySlip } from '../../../sdk/slip/index.ts';
import { makeTicket } from '../../../sdk/slip/ticket.ts';
import { mandateInForce } from '../../support/authorization-ground.ts';
import { identityCard } from '../../support/people.ts';
import { trustOf } from '../../support/proofs-ground.ts';
import { SLIP, slipCity } from '../../support/slip-fixture.ts';
import { ada, bo, childNumber, dora, openSlipsGround, type SlipsGround } from '../../support/slips-ground.ts';

const SINGLE = 'WCM-CAB-002';
const COUPLE = 'WCM-CAB-001';
const CHILD = 'WCM-EDU-004';
const NOW = '2026-11-23T08:00:00Z';
const nonce = 'nonce-of-the-asker-1';
const counter = { client: 'cab-counter', department: 'CAB' };

let ground: SlipsGround;
beforeAll(async () => {
  ground = await openSlipsGround();
}, 120_000);
afterAll(async () => {
  await ground.parts.changes.close();
  await ground.city.close();
});
beforeEach(async () => {
  ground.parts.accesses.length = 0;
  ground.city.clock.set(NOW);
  // One person may have so many only.
  const { db, clock } = ground.city;
  await db.updateTable('slips').set({ withdrawn_at: clock.now() }).where('redeemed_at', 'is', null).execute();
});

const refusal = (code: string) => expect.objectContaining({ code });
const use = (id: string) =>
  ground.city.db
    .transaction()
    .execute((trx) => consumeRequests(trx, [{ id, client: 'cab-counter', nonce }], ground.parts));
const reread = (number: string, id: string) => findOwnSlip(ground.subject(number), id, ground.parts);

describe('making a slip', () => {
  test('shows beforehand what the department may ask for, and keeps nothing', async () => {
    const wish = slipWish.parse({ matter: SINGLE });
    const shown = await previewSlip(ground.subject(ada.idNumber), wish, ground.parts);
    expect(shown).toMatchObject({
      lastDay: '2026-11-30',
      parties: [{ subject: 'applicant', role: 'applicant' }],
    });
    expect(shown.windows.map(({ code }) => code)).toEqual(['CAB-W1', 'CAB-W2', 'CAB-W3']);
    expect(
      (await listOwnSlips(ground.subject(ada.idNumber), { limit: 9, next: 0 }, ground.parts)).total,
    ).toBe(0);
  });

  test('agrees to exactly the fields named, and leaves no receipt since nobody saw anything', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name', 'idNumber'] } };
    const slip = await ground.make(ada.idNumber, { matter: SINGLE, fields });
    expect(slip.parties).toMatchObject([
      {
        subject: 'applicant',
        holder: ground.subject(ada.idNumber),
        items: [{ credentialType: 'resident-identity-card', fields: ['name', 'idNumber'] }],
      },
    ]);
    expect(ground.parts.accesses).toEqual([]);
  });

  test('agrees to nothing beyond what the department may ask for', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name', 'portrait'] } };
    await expect(ground.make(ada.idNumber, { matter: SINGLE, fields })).rejects.toEqual(
      refusal('NOT_ENTITLED'),
    );
  });

  test('lasts a week unless its giver says otherwise, from today to thirty days from now', async () => {
    expect((await ground.make(ada.idNumber, { matter: SINGLE })).last_day).toBe('2026-11-30');
    expect((await ground.make(ada.idNumber, { matter: SINGLE, until: '2026-11-23' })).last_day).toBe(
      '2026-11-23',
    );
    expect((await ground.make(ada.idNumber, { matter: SINGLE, until: '2026-12-23' })).last_day).toBe(
      '2026-12-23',
    );
    for (const until of ['2026-11-22', '2026-12-24'])
      await expect(ground.make(ada.idNumber, { matter: SINGLE, until })).rejects.toEqual(
        refusal('SLIP_REFUSED'),
      );
  });

  test('is nothing that somebody gives for the dead', async () => {
    const wish = slipWish.parse({ matter: 'WCM-PSB-007', role: 'none' });
    await expect(previewSlip(ground.subject(ada.idNumber), wish, ground.parts)).rejects.toEqual(
      refusal('NOTHING_ASKED'),
    );
  });

  test('stands for one of several givers, who says which', async () => {
    await expect(ground.make(ada.idNumber, { matter: COUPLE })).rejects.toEqual(
      expect.objectContaining({ code: 'ROLE_NEEDED', details: { roles: ['applicant', 'partner'] } }),
    );
    const { parties } = await ground.make(ada.idNumber, { matter: COUPLE, role: 'partner' });
    expect(parties.map(({ subject }) => subject)).toEqual(['partner']);
  });

  test('stands for a child only by who may act for it', async () => {
    const { parties } = await ground.make(ada.idNumber, { matter: CHILD });
    expect(parties.map(({ subject, holder }) => [subject, holder])).toEqual([
      ['guardian', ground.subject(ada.idNumber)],
      ['child', ground.subject(childNumber)],
    ]);
    await expect(ground.make(bo.idNumber, { matter: CHILD })).rejects.toEqual(refusal('SLIP_REFUSED'));
    const holders = { applicant: ground.subject(ada.idNumber) };
    await expect(ground.make(bo.idNumber, { matter: SINGLE, holders })).rejects.toEqual(
      refusal('SLIP_REFUSED'),
    );
  });

  test('picks only among the holder’s own credentials', async () => {
    const picks = { applicant: { 'resident-identity-card': '00000000-0000-4000-8000-000000000000' } };
    await expect(ground.make(ada.idNumber, { matter: SINGLE, picks })).rejects.toEqual(
      refusal('PICK_REFUSED'),
    );
  });

  test('is seen, with its code, by its giver alone', async () => {
    const { id, text } = await ground.make(ada.idNumber, { matter: SINGLE });
    await expect(reread(bo.idNumber, id)).rejects.toEqual(refusal('SLIP_NOT_FOUND'));
    const listedTo = async (number: string) =>
      (await listOwnSlips(ground.subject(number), { limit: 99, next: 0 }, ground.parts)).items;
    expect((await listedTo(ada.idNumber)).map((row) => row.id)).toContain(id);
    expect((await listedTo(bo.idNumber)).map((row) => row.id)).not.toContain(id);
    const view = await viewSlipWithCode(await reread(ada.idNumber, id), ground.parts);
    expect(view).toMatchObject({ id, state: 'live', matter: { code: SINGLE }, lastDay: '2026-11-30' });
    expect((await ground.parts.slipTickets.read(view.code?.text ?? ''))?.number).toBe(view.number);
    expect(text).toMatch(/^WZ1:[0-9A-Z $%*+\-./:]+$/);
  });

  test('is nothing that the database could show a name or a value of', async () => {
    const { id } = await ground.make(ada.idNumber, { matter: SINGLE });
    const row = JSON.stringify(await reread(ada.idNumber, id));
    for (const value of [ada.name, ada.idNumber, '阿']) expect(row).not.toContain(value);
  });

  test('is one of twenty that can still be redeemed, however many are asked for at once', async () => {
    const eve = identityCard('夏娃', '1960-01-01', 6);
    await ground.city.importRows('PSB', 'resident-identity-card', [eve]);
    const giver = ground.subject(eve.idNumber);
    const tries = Array.from({ length: 25 }, () =>
      ground.make(eve.idNumber, { matter: SINGLE, until: '2026-11-24' }),
    );
    const came = await Promise.allSettled(tries);
    const refused = came.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toEqual(Array.from({ length: 5 }, () => refusal('TOO_MANY_SLIPS')));
    const [first, second] = (await listOwnSlips(giver, { limit: 2, next: 0 }, ground.parts)).items;
    const again = () => ground.make(eve.idNumber, { matter: SINGLE });
    await withdrawSlip(giver, first?.id ?? '', ground.parts);
    await again();
    await expect(again()).rejects.toEqual(refusal('TOO_MANY_SLIPS'));
    const { code } = await viewSlipWithCode(await reread(eve.idNumber, second?.id ?? ''), ground.parts);
    await ground.bring(SINGLE, { applicant: { slip: code?.text ?? '' } });
    await again();
    await expect(again()).rejects.toEqual(refusal('TOO_MANY_SLIPS'));
    ground.city.clock.set('2026-11-25T00:00:00+08:00');
    await again();
  });

  test('is not for a child under fourteen', async () => {
    await ground.city.importRows('PSB', 'resident-identity-card', [identityCard('小石', '2018-05-05', 3)]);
    await expect(ground.make(childNumber, { matter: SINGLE })).rejects.toEqual(refusal('GUARDIAN_NEEDED'));
  });
});

describe('at a window', () => {
  test('a slip approves at once, and nothing is released before the name is compared', async () => {
    const slip = await ground.make(ada.idNumber, { matter: SINGLE });
    const { id } = await ground.bring(SINGLE, { applicant: { slip: slip.text } });
    expect(await viewForAsker(counter, id, ground.parts)).toMatchObject({
      state: 'approved',
      parties: [{ subject: 'applicant', agreed: true, confirmed: false, maskedName: '阿*' }],
    });
    expect(await use(id)).toEqual(['NOT_AUTHORIZED']);
    await confirmPerson(counter, id, { same: true, parts: ground.parts });
    expect(await use(id)).toEqual(['consumed']);
    expect(await viewSlip(await reread(ada.idNumber, slip.id), ground.parts)).toMatchObject({
      state: 'redeemed',
      redeemedAtWindow: 'CAB-W1',
      request: id,
    });
  });

  test('a found slip shows its finder nothing, ends, and tells its giver', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    const { id } = await ground.bring(SINGLE, { applicant: { slip: text } });
    await confirmPerson(counter, id, { same: false, parts: ground.parts });
    expect(await use(id)).toEqual(['NOT_AUTHORIZED']);
    expect(ground.parts.accesses).toMatchObject([
      { holder: ground.subject(ada.idNumber), outcome: 'not-this-person', method: 'slip' },
    ]);
    await expect(ground.bring(SINGLE, { applicant: { slip: text } })).rejects.toEqual(
      refusal('SLIP_ALREADY_REDEEMED'),
    );
  });

  test('may ask for less than was agreed to, and only that is answered', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    const fields = { applicant: { 'resident-identity-card': ['name'] } };
    const { id } = await ground.bring(SINGLE, { applicant: { slip: text } }, { fields });
    const authorization = await readAuthorization(ground.city.db, id);
    expect(authorization?.parties.flatMap(({ items }) => items.map((item) => item.fields))).toEqual([
      ['name'],
    ]);
  });

  test('asking for more than was agreed to gets nothing, is told to the giver, and leaves the slip as it was', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name'] } };
    const slip = await ground.make(ada.idNumber, { matter: SINGLE, fields });
    await expect(ground.bring(SINGLE, { applicant: { slip: slip.text } })).rejects.toMatchObject({
      code: 'SLIP_DOES_NOT_COVER',
      details: { receipts: [{ subject: 'applicant', leaf: 'leaf-0' }] },
    });
    expect(ground.parts.accesses).toMatchObject([
      {
        ...{ outcome: 'not-entitled', method: 'slip' },
        items: [{ fields: ['name', 'idNumber'], outcome: 'SLIP_DOES_NOT_COVER' }],
      },
    ]);
    await ground.bring(SINGLE, { applicant: { slip: slip.text } }, { fields });
  });

  test('what nobody was asked for isn’t covered, and only who gave that slip is told', async () => {
    const plain = await ground.make(ada.idNumber, { matter: COUPLE, role: 'applicant' });
    const partner = await ground.make(bo.idNumber, { matter: COUPLE, role: 'partner' });
    const parties = { applicant: { slip: plain.text }, partner: { slip: partner.text } };
    const conditions = ['household-book-still-required'];
    await expect(ground.bring(COUPLE, parties, { conditions })).rejects.toEqual(
      refusal('SLIP_DOES_NOT_COVER'),
    );
    expect(ground.parts.accesses.map(({ holder }) => holder)).toEqual([ground.subject(ada.idNumber)]);
  });

  test('what was agreed to because of one condition isn’t because of another', async () => {
    const slip = await ground.make(ada.idNumber, { matter: SINGLE, conditions: ['no-archive-record'] });
    const consent = { subject: 'applicant', givenBy: 'applicant', methods: [] };
    const because = (id: string) => ({ id, textZh: '', textEn: '' });
    const row = { subject: 'applicant', credentialType: 'household-register', fields: [], accepts: [] };
    const asked = { ...row, purposeZh: '', purposeEn: '' };
    const covers = (id: string) =>
      agreedBySlip(slip, consent, { rows: [{ ...asked, because: [because(id)] }], parts: ground.parts });
    await expect(covers('no-archive-record')).resolves.toMatchObject({ items: [{ fields: [] }] });
    await expect(covers('another-condition')).rejects.toEqual(refusal('SLIP_DOES_NOT_COVER'));
  });

  test('each of several people needs a slip or a way of their own', async () => {
    const slip = await ground.make(ada.idNumber, { matter: COUPLE, role: 'applicant' });
    const other = await ground.make(bo.idNumber, { matter: COUPLE, role: 'partner' });
    const mine = { applicant: { slip: slip.text } };
    await expect(ground.bring(COUPLE, mine)).rejects.toEqual(refusal('PARTIES_INCOMPLETE'));
    await expect(ground.bring(COUPLE, { ...mine, partner: { slip: slip.text } })).rejects.toEqual(
      refusal('SLIP_DOES_NOT_COVER'),
    );
    const { id } = await ground.bring(COUPLE, { ...mine, partner: { slip: other.text } });
    expect((await readAuthorization(ground.city.db, id))?.state).toBe('approved');
  });

  test('a slip waits for whoever agrees in another way, and stays as it was agreed', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: COUPLE, role: 'applicant' });
    const { url } = await ground.parts.codes.showQr(ground.subject(bo.idNumber));
    const { id } = await ground.bring(COUPLE, { applicant: { slip: text }, partner: { code: url } });
    expect((await readAuthorization(ground.city.db, id))?.state).toBe('waiting');
    const decision = decideShape.parse({
      decision: 'agree',
      holders: { applicant: ground.subject(bo.idNumber) },
    });
    const before = (await readAuthorization(ground.city.db, id))?.parties[0];
    await decide(ground.subject(ada.idNumber), id, { decision, parts: ground.parts });
    expect((await readAuthorization(ground.city.db, id))?.parties[0]).toEqual(before);
    await decide(ground.subject(bo.idNumber), id, {
      decision: decideShape.parse({ decision: 'agree' }),
      parts: ground.parts,
    });
    expect((await readAuthorization(ground.city.db, id))?.state).toBe('approved');
  });

  test('one person isn’t two, by slips either', async () => {
    const [one, two] = [
      await ground.make(ada.idNumber, { matter: COUPLE, role: 'applicant' }),
      await ground.make(ada.idNumber, { matter: COUPLE, role: 'partner' }),
    ];
    const parties = { applicant: { slip: one.text }, partner: { slip: two.text } };
    await expect(ground.bring(COUPLE, parties)).rejects.toEqual(refusal('ONE_PERSON_TWICE'));
    expect((await reread(ada.idNumber, one.id)).redeemed_at).toBeNull();
  });

  test('a guardian’s slip stands for both, entered once', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: CHILD });
    const { id } = await ground.bring(CHILD, { guardian: { slip: text } });
    const authorization = await readAuthorization(ground.city.db, id);
    expect(authorization).toMatchObject({
      state: 'approved',
      parties: [
        { subject: 'child', holder: ground.subject(childNumber), giver: ground.subject(ada.idNumber) },
        { subject: 'guardian', holder: ground.subject(ada.idNumber) },
      ],
    });
  });
});

describe('what is no good looks the same, whatever is wrong', () => {
  const notAccepted = refusal('SLIP_NOT_ACCEPTED');
  const bring = (text: string, matter = SINGLE, more: object = {}) =>
    ground.bring(matter, { applicant: { slip: text } }, more);

  test('a changed byte, another city’s key, no ticket at all, and one for which there is no slip', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    const changed = `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;
    const { id: _, ...said } = SLIP;
    const unknown = await ground.parts.slipTickets.textOf(SLIP);
    for (const bad of [changed, await slipCity().ticket(said), unknown, 'WZ1:', 'x'])
      await expect(bring(bad)).rejects.toEqual(notAccepted);
  });

  test('another city’s key under this city’s key’s name', async () => {
    const { id } = await ground.make(ada.idNumber, { matter: SINGLE });
    const { key } = slipCity();
    const { kid } = ground.city.keys.slip();
    const cityId = 'https://wangcheng.invalid';
    await expect(bring(await makeTicket({ ...SLIP, id }, { kid, cityId, sign: key.sign }))).rejects.toEqual(
      notAccepted,
    );
  });

  test('another matter and another department', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    await expect(bring(text, 'WCM-CAB-004')).rejects.toEqual(notAccepted);
    await expect(ground.bring(CHILD, { guardian: { slip: text } })).rejects.toEqual(notAccepted);
    const moved = await ground.make(ada.idNumber, { matter: SINGLE });
    await ground.city.db.updateTable('slips').set({ department: 'EDU' }).where('id', '=', moved.id).execute();
    await expect(bring(moved.text)).rejects.toEqual(notAccepted);
  });

  test('a day too late, by a second in Shanghai', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    ground.city.clock.set('2026-12-01T00:00:00+08:00');
    await expect(bring(text)).rejects.toEqual(notAccepted);
    ground.city.clock.set('2026-11-30T23:59:59+08:00');
    await bring(text);
  });

  test('over, which is nothing to withdraw any more', async () => {
    const { id } = await ground.make(ada.idNumber, { matter: SINGLE, until: '2026-11-23' });
    ground.city.clock.set('2026-11-24T00:00:00+08:00');
    await expect(withdrawSlip(ground.subject(ada.idNumber), id, ground.parts)).rejects.toEqual(
      refusal('SLIP_ENDED'),
    );
  });

  test('withdrawn, which is once and before it is redeemed', async () => {
    const { id, text } = await ground.make(ada.idNumber, { matter: SINGLE });
    await expect(withdrawSlip(ground.subject(bo.idNumber), id, ground.parts)).rejects.toEqual(
      refusal('SLIP_NOT_FOUND'),
    );
    await withdrawSlip(ground.subject(ada.idNumber), id, ground.parts);
    await expect(bring(text)).rejects.toEqual(notAccepted);
    // Nor does its giver hear of tries with it, whatever they ask for.
    const conditions = ['no-archive-record'];
    await expect(bring(text, SINGLE, { conditions })).rejects.toEqual(notAccepted);
    expect(ground.parts.accesses).toEqual([]);
    await expect(withdrawSlip(ground.subject(ada.idNumber), id, ground.parts)).rejects.toEqual(
      refusal('SLIP_ENDED'),
    );
    const view = await viewSlipWithCode(await reread(ada.idNumber, id), ground.parts);
    expect(view).toMatchObject({ state: 'withdrawn', code: null });
  });

  test('withdrawn and redeemed in one moment is one of the two', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, text } = await ground.make(ada.idNumber, { matter: SINGLE });
      const came = await Promise.allSettled([
        bring(text),
        withdrawSlip(ground.subject(ada.idNumber), id, ground.parts),
      ]);
      expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('redeemed while it is being withdrawn isn’t told as withdrawn', async () => {
    const { city, parts, subject } = ground;
    const slip = await ground.make(ada.idNumber, { matter: SINGLE });
    const isWaitedFor = async (): Promise<boolean> =>
      (await city.pool.query('select from pg_locks where not granted')).rows.length > 0;
    let withdrawing: Promise<unknown> = Promise.resolve();
    await city.db.transaction().execute(async (trx) => {
      const request = '00000000-0000-4000-8000-000000000000';
      await redeem(trx, [slip], { request, window: 'CAB-W1', now: city.clock.now() });
      withdrawing = withdrawSlip(subject(ada.idNumber), slip.id, parts).catch((error: unknown) => error);
      while (!(await isWaitedFor()));
    });
    expect(await withdrawing).toEqual(refusal('SLIP_ENDED'));
  });

  test('a mandate ended in between', async () => {
    const [agent, giver] = [ground.subject(bo.idNumber), ground.subject(ada.idNumber)];
    const mandate = await mandateInForce(giver, { agentNumber: bo.idNumber }, ground.parts);
    const { text } = await ground.make(bo.idNumber, { matter: SINGLE, holders: { applicant: giver } });
    await endMandate(agent, mandate, ground.parts);
    await expect(bring(text)).rejects.toEqual(notAccepted);
  });

  test('a mandate that ends after redemption and before the use', async () => {
    const giver = ground.subject(ada.idNumber);
    const mandate = await mandateInForce(giver, { agentNumber: bo.idNumber }, ground.parts);
    const { text } = await ground.make(bo.idNumber, { matter: SINGLE, holders: { applicant: giver } });
    const { id } = await bring(text);
    const view = await readAuthorization(ground.city.db, id);
    expect(view?.parties).toMatchObject([{ holder: giver, agreedBy: 'mandate', method: 'slip' }]);
    await endMandate(giver, mandate, ground.parts);
    expect(await use(id)).toEqual(['NOT_AUTHORIZED']);
    expect((await readAuthorization(ground.city.db, id))?.state).toBe('refused');
  });

  test('a child who came of age in between, from midnight in Shanghai on', async () => {
    ground.city.clock.set('2036-05-01T08:00:00Z');
    const [first, second] = [
      await ground.make(ada.idNumber, { matter: CHILD }),
      await ground.make(ada.idNumber, { matter: CHILD }),
    ];
    ground.city.clock.set('2036-05-04T23:59:59+08:00');
    await ground.bring(CHILD, { guardian: { slip: first.text } });
    ground.city.clock.set('2036-05-05T00:00:00+08:00');
    await expect(ground.bring(CHILD, { guardian: { slip: second.text } })).rejects.toEqual(notAccepted);
    expect((await reread(ada.idNumber, second.id)).redeemed_at).toBeNull();
  });

  test('a giver who died in between', async () => {
    const { text } = await ground.make(dora.idNumber, { matter: SINGLE });
    await ground.city.db
      .insertInto('deceased_subjects')
      .values({ subject: ground.subject(dora.idNumber) })
      .execute();
    await expect(bring(text)).rejects.toEqual(notAccepted);
    await expect(ground.make(dora.idNumber, { matter: SINGLE })).rejects.toEqual(refusal('SLIP_REFUSED'));
  });

  test('a ticket is no code, and a code no ticket', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
    await expect(ground.bring(SINGLE, { applicant: { code: text } })).rejects.toEqual(
      refusal('CODE_NOT_ACCEPTED'),
    );
    const { url } = await ground.parts.codes.showQr(ground.subject(ada.idNumber));
    await expect(bring(url)).rejects.toEqual(notAccepted);
  });
});

describe('asking for more than the matter may see', () => {
  test('is told to a slip’s giver as to others, and the slip isn’t used', async () => {
    const { id, text } = await ground.make(ada.idNumber, { matter: SINGLE });
    const fields = { applicant: { 'resident-identity-card': ['portrait'] } };
    await expect(ground.bring(SINGLE, { applicant: { slip: text } }, { fields })).rejects.toEqual(
      refusal('NOT_ENTITLED'),
    );
    expect(ground.parts.accesses).toMatchObject([
      { holder: ground.subject(ada.idNumber), outcome: 'not-entitled' },
    ]);
    expect((await reread(ada.idNumber, id)).redeemed_at).toBeNull();
    await expect(ground.bring(SINGLE, { applicant: { slip: 'x' } }, { fields })).rejects.toEqual(
      refusal('NOT_ENTITLED'),
    );
  });
});

test('a counter without a network knows the slip for genuine by what /trust.json says', async () => {
  const { keys, names, clock } = ground.city;
  const { text } = await ground.make(ada.idNumber, { matter: SINGLE });
  const { cities, ...trust } = trustOf(ground.city);
  const key = await trustedSlipKey({ cityId: cities[0]?.cityId ?? '', names, keys });
  const known = { ...trust, cities: cities.map((city) => ({ ...city, slipKeys: [key] })) };
  expect(await verifySlip(text, { trust: known, at: clock.now() })).toMatchObject({
    valid: true,
    slip: { matter: SINGLE, department: 'CAB', lastDay: '2026-11-30', maskedName: '阿*' },
  });
});
