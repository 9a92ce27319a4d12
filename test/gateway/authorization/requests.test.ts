/** Asking and agreeing: who sees what, what a code is good for, and that one agreement is one use. */
import QRCode from 'qrcode';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemCaller } from '../../../gateway/actor.ts';
import { readAuthorization } from '../../../gateway/authorization/authorization.ts';
import { consumeRequests } from '../../../gateway/authorization/consume.ts';
import { confirmPerson, decide, joinRequest } from '../../../gateway/authorization/decisions.ts';
import { expireRequests, withdraw } from '../../../gateway/authorization/endings.ts';
import { listAuthorizations, openRequests } from '../../../gateway/authorization/lists.ts';
import { endMandate } from '../../../gateway/authorization/mandates.ts';
import { drawQr } from '../../../gateway/authorization/qr-images.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { viewForAsker, viewForPerson } from '../../../gateway/authorization/views.ts';
import { type AskForProof, decide as decideShape, type Party } from '../../../sdk/schemas/requests.ts';
import { authorizationOver, mandateInForce, PUBLIC_URL } from '../../support/authorization-ground.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { citizenNumber, firmCode, identityCard } from '../../support/people.ts';

let city: CityGround;
let parts: ReturnType<typeof authorizationOver>;
const CAB: SystemCaller = { kind: 'system', client: 'cab-counter', department: 'CAB', scopes: ['ask'] };
const MSR: SystemCaller = { kind: 'system', client: 'msr-counter', department: 'MSR', scopes: ['ask'] };
const HSB: SystemCaller = { kind: 'system', client: 'hsb-counter', department: 'HSB', scopes: ['ask'] };
const EDU: SystemCaller = { kind: 'system', client: 'edu-counter', department: 'EDU', scopes: ['ask'] };
const ada = identityCard('阿黛', '1990-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
const childNumber = citizenNumber('2018-05-05', 3);
const subject = (number: string): string => city.credentials.subjectOf(number) ?? '';
const refusal = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  city = await openCityGround();
  parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [ada, bo]);
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
  await city.importRows('MSR', 'business-licence', [
    {
      uscc: firmCode(5),
      companyName: '虚构商行',
      legalRepresentativeIdNumber: ada.idNumber,
      operatingTermUntil: '长期',
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

const wish = (parties: Record<string, Party>, more: Partial<AskForProof> = {}): AskForProof => ({
  matter: 'WCM-CAB-001',
  nonce: 'nonce-of-the-asker-1',
  window: 'CAB-W1',
  conditions: [],
  parties,
  ...more,
});
const showQr = async (number: string): Promise<Party> => ({
  code: (await parts.codes.showQr(subject(number))).url,
});
const ask = async (parties: Record<string, Party>, more: Partial<AskForProof> = {}, caller = CAB) =>
  createRequest(caller, wish(parties, more), parts);
const agree = (number: string, id: string, more: object = {}) =>
  decide(subject(number), id, { decision: decideShape.parse({ decision: 'agree', ...more }), parts });
const refuse = (number: string, id: string) =>
  decide(subject(number), id, { decision: decideShape.parse({ decision: 'refuse' }), parts });
const stateOf = async (id: string): Promise<string> => (await viewForAsker(CAB, id, parts)).state;
const askCouple = async (): Promise<string> =>
  (await ask({ applicant: await showQr(ada.idNumber), partner: await showQr(bo.idNumber) })).id;
const use = (id: string, client = CAB.client, nonce = 'nonce-of-the-asker-1') =>
  city.db
    .transaction()
    .execute(async (trx) => (await consumeRequests(trx, [{ id, client, nonce }], parts))[0]);

describe('several people', () => {
  test('each agree to their own fields, and only then is it approved', async () => {
    const id = await askCouple();
    const view = await viewForPerson(subject(ada.idNumber), id, parts);
    expect(view.parties.map((party) => party.subject)).toEqual(['applicant']);
    expect(view).toMatchObject({
      window: { code: 'CAB-W1' },
      matter: { code: 'WCM-CAB-001', nameZh: '结婚登记' },
      choices: null,
    });
    expect(view.parties[0]).toMatchObject({
      basis: { kind: 'consent' },
      asks: [
        { credentialType: 'resident-identity-card', nameZh: '居民身份证', purposeZh: expect.any(String) },
      ],
    });
    expect(view.parties[0]?.asks[0]?.fields.map(({ name }) => name)).toEqual([
      'name',
      'idNumber',
      'ethnicity',
      'dateOfBirth',
    ]);
    await agree(ada.idNumber, id);
    expect(await stateOf(id)).toBe('waiting');
    await agree(bo.idNumber, id);
    expect(await stateOf(id)).toBe('approved');
  });

  test('one refusal ends it for all, and leaves each a receipt', async () => {
    const id = await askCouple();
    await agree(ada.idNumber, id);
    await refuse(bo.idNumber, id);
    expect(await stateOf(id)).toBe('refused');
    expect(parts.accesses.map(({ holder, outcome }) => [holder, outcome])).toEqual([
      [subject(ada.idNumber), 'refused'],
      [subject(bo.idNumber), 'refused'],
    ]);
    await expect(agree(ada.idNumber, id)).rejects.toEqual(refusal('REQUEST_ENDED'));
  });

  test('must all be named, and nobody else', async () => {
    await expect(ask({ applicant: await showQr(ada.idNumber) })).rejects.toEqual(
      expect.objectContaining({ code: 'PARTIES_INCOMPLETE', details: { missing: ['partner'], unknown: [] } }),
    );
    const [one, two, three] = [
      await showQr(ada.idNumber),
      await showQr(bo.idNumber),
      await showQr(childNumber),
    ];
    await expect(ask({ applicant: one, partner: two, stranger: three })).rejects.toEqual(
      refusal('PARTIES_INCOMPLETE'),
    );
  });

  test('who isn’t in it sees nothing of it', async () => {
    const id = await askCouple();
    await expect(viewForPerson(subject(childNumber), id, parts)).rejects.toEqual(
      refusal('REQUEST_NOT_FOUND'),
    );
    await expect(agree(childNumber, id)).rejects.toEqual(refusal('REQUEST_NOT_FOUND'));
    await expect(viewForAsker({ client: 'edu-counter' }, id, parts)).rejects.toEqual(
      refusal('REQUEST_NOT_FOUND'),
    );
    await expect(withdraw({ client: 'edu-counter' }, id, parts)).rejects.toEqual(
      refusal('REQUEST_NOT_FOUND'),
    );
  });
});

describe('a code that a person shows', () => {
  test('is a QR picture small enough for any phone, with 128 random bits', async () => {
    const { url } = await parts.codes.showQr(subject(ada.idNumber));
    expect(Buffer.from(url.split('/q/')[1] ?? '', 'base64url')).toHaveLength(16);
    const { svg, png } = await drawQr(url);
    expect([svg.includes('<svg'), png.startsWith('data:image/png;base64,')]).toEqual([true, true]);
    expect(QRCode.create(url, { errorCorrectionLevel: 'M' }).version).toBeLessThanOrEqual(10);
    await expect(drawQr('x'.repeat(300))).rejects.toThrow(RangeError);
  });

  test('is good once, for a minute, and until a newer one is shown; whatever is wrong looks the same', async () => {
    const [first, other] = [await showQr(ada.idNumber), await showQr(bo.idNumber)];
    const newer = await showQr(ada.idNumber);
    const unknown: Party = { code: `${PUBLIC_URL}/q/AAAAAAAAAAAAAAAAAAAAAA` };
    await expect(ask({ applicant: first, partner: other })).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await expect(ask({ applicant: unknown, partner: other })).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await ask({ applicant: newer, partner: other });
    await expect(ask({ applicant: newer, partner: await showQr(bo.idNumber) })).rejects.toEqual(
      refusal('CODE_NOT_ACCEPTED'),
    );
    const late = await showQr(ada.idNumber);
    city.clock.pass(60);
    await expect(ask({ applicant: late, partner: await showQr(bo.idNumber) })).rejects.toEqual(
      refusal('CODE_NOT_ACCEPTED'),
    );
  });

  test('is taken by one of many askers at once', async () => {
    const mine = await showQr(ada.idNumber);
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        createRequest(CAB, wish({ applicant: mine }, { matter: 'WCM-CAB-002' }), parts),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('isn’t used up by a request that is refused for another reason', async () => {
    const mine = await showQr(ada.idNumber);
    const stale: Party = { code: 'nothing' };
    await expect(ask({ applicant: mine, partner: stale })).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    await ask({ applicant: mine, partner: await showQr(bo.idNumber) });
  });
});

describe('a code that the counter shows', () => {
  async function shown() {
    const { id, shown: screens } = await ask({ applicant: { show: true } }, { matter: 'WCM-CAB-002' });
    const screen = screens.get('applicant');
    if (screen === undefined) throw new Error('nothing is shown');
    return { id, ...screen };
  }

  test('is scanned by the person, who picks the number that stands at the counter; then the counter compares the masked name', async () => {
    const { id, url, twoDigits } = await shown();
    expect(await joinRequest(subject(ada.idNumber), url, parts)).toBe(id);
    const view = await viewForPerson(subject(ada.idNumber), id, parts);
    expect(view.choices).toHaveLength(3);
    expect(view.choices).toContain(twoDigits);
    expect((await viewForAsker(CAB, id, parts)).parties[0]).not.toHaveProperty('maskedName');
    await agree(ada.idNumber, id, { digits: twoDigits });
    expect((await viewForAsker(CAB, id, parts)).parties[0]).toMatchObject({
      maskedName: '阿*',
      confirmed: false,
    });
    expect(await use(id)).toBe('NOT_AUTHORIZED');
    await confirmPerson(CAB, id, { same: true, parts });
    expect(await use(id)).toBe('consumed');
  });

  test('ends the request with a wrong number: a relayed guess isn’t tried again', async () => {
    const { id, url, twoDigits } = await shown();
    await joinRequest(subject(ada.idNumber), url, parts);
    await expect(agree(ada.idNumber, id, { digits: twoDigits === 99 ? 10 : twoDigits + 1 })).rejects.toEqual(
      refusal('WRONG_DIGITS'),
    );
    expect(await stateOf(id)).toBe('refused');
    expect(parts.accesses).toMatchObject([{ outcome: 'wrong-digits' }]);
  });

  test('ends the request where no number is picked', async () => {
    const { id, url } = await shown();
    await joinRequest(subject(ada.idNumber), url, parts);
    await expect(agree(ada.idNumber, id)).rejects.toEqual(refusal('WRONG_DIGITS'));
  });

  test('is scanned once, and by nobody when the counter says that it is somebody else', async () => {
    const { id, url, twoDigits } = await shown();
    await joinRequest(subject(bo.idNumber), url, parts);
    await expect(joinRequest(subject(ada.idNumber), url, parts)).rejects.toEqual(
      refusal('CODE_NOT_ACCEPTED'),
    );
    await agree(bo.idNumber, id, { digits: twoDigits });
    await confirmPerson(CAB, id, { same: false, parts });
    expect(await stateOf(id)).toBe('refused');
    expect(parts.accesses).toMatchObject([{ holder: subject(bo.idNumber), outcome: 'not-this-person' }]);
    expect(await use(id)).toBe('NOT_AUTHORIZED');
  });

  test('is one of two that one person scans, who picks the one number of the request for both', async () => {
    const { id, shown: screens } = await ask(
      { enterprise: { show: true }, legalRep: { show: true } },
      { matter: 'WCM-MSR-002', window: 'MSR-W1' },
      MSR,
    );
    const [first, second] = [screens.get('enterprise'), screens.get('legalRep')];
    expect(first?.url).not.toBe(second?.url);
    for (const screen of [first, second]) await joinRequest(subject(ada.idNumber), screen?.url ?? '', parts);
    const view = await viewForPerson(subject(ada.idNumber), id, parts);
    expect(view.parties.map((party) => party.subject)).toEqual(['enterprise', 'legalRep']);
    expect(view.choices).toContain(first?.twoDigits);
    await agree(ada.idNumber, id, { digits: first?.twoDigits });
    expect((await viewForAsker(MSR, id, parts)).state).toBe('approved');
  });

  test('may be scanned by one who has agreed to another of the request, and picks the same number again', async () => {
    const { id, shown: screens } = await ask(
      { enterprise: { show: true }, legalRep: { show: true } },
      { matter: 'WCM-MSR-002', window: 'MSR-W1' },
      MSR,
    );
    for (const role of ['legalRep', 'enterprise']) {
      const screen = screens.get(role);
      await joinRequest(subject(ada.idNumber), screen?.url ?? '', parts);
      expect((await viewForPerson(subject(ada.idNumber), id, parts)).choices).toContain(screen?.twoDigits);
      await agree(ada.idNumber, id, { digits: screen?.twoDigits });
    }
    expect((await viewForAsker(MSR, id, parts)).state).toBe('approved');
  });

  test('can’t be confirmed before the person agreed', async () => {
    const { id, url } = await shown();
    await joinRequest(subject(ada.idNumber), url, parts);
    await expect(confirmPerson(CAB, id, { same: true, parts })).rejects.toEqual(refusal('NOT_AUTHORIZED'));
  });
});

describe('an eight-digit number', () => {
  const enter = (number: string, window = 'CAB-W1') =>
    ask({ applicant: { number } }, { matter: 'WCM-CAB-002', window });

  test('starts a request, which the person still has to agree to; it is typed for ninety seconds and used once', async () => {
    const { number } = await parts.codes.showNumber(subject(ada.idNumber));
    expect(number).toMatch(/^\d{8}$/);
    city.clock.pass(89);
    const { id } = await enter(number);
    expect(await stateOf(id)).toBe('waiting');
    await expect(enter(number)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
    const { number: late } = await parts.codes.showNumber(subject(ada.idNumber));
    city.clock.pass(90);
    await expect(enter(late)).rejects.toEqual(refusal('CODE_NOT_ACCEPTED'));
  });

  test('can’t be guessed: five wrong at a window and twenty at a department in ten minutes, also side by side', async () => {
    city.clock.pass(700);
    const guess = (window: string) =>
      enter('00000000', window).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
    const answers = await Promise.all(Array.from({ length: 9 }, () => guess('CAB-W1')));
    expect(answers.filter((code) => code === 'CODE_NOT_ACCEPTED')).toHaveLength(5);
    expect(answers.filter((code) => code === 'TOO_MANY_WRONG_NUMBERS')).toHaveLength(4);
    const { number } = await parts.codes.showNumber(subject(ada.idNumber));
    await expect(enter(number)).rejects.toEqual(refusal('TOO_MANY_WRONG_NUMBERS'));
    expect(await guess('CAB-W2')).toBe('CODE_NOT_ACCEPTED');
    city.clock.pass(601);
    expect(await guess('CAB-W1')).toBe('CODE_NOT_ACCEPTED');
  });

  describe('entered together with another', () => {
    const WRONG = '00000000';
    const both = (one: string, other: string, window = 'CAB-W1') =>
      ask({ applicant: { number: one }, partner: { number: other } }, { window }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
    const counted = async () => (await city.db.selectFrom('number_failures').selectAll().execute()).length;
    const fail = (count: number, window: string) =>
      city.db
        .insertInto('number_failures')
        .values(Array.from({ length: count }, () => ({ ...at(window), failed_at: city.clock.now() })))
        .execute();
    const at = (window: string) => ({ department: 'CAB', window });
    const right = async () => (await parts.codes.showNumber(subject(ada.idNumber))).number;

    beforeEach(() => city.db.deleteFrom('number_failures').execute());

    test.each<[string, () => Promise<unknown>]>([
      ['four were wrong at the window', () => fail(4, 'CAB-W1')],
      ['nineteen were wrong in the department', () => fail(19, 'CAB-W9')],
    ])('isn’t even looked at once %s: who may be wrong once can’t be wrong twice', async (_, failed) => {
      await failed();
      const before = await counted();
      const number = await right();
      for (const guess of [number, '00000001', number])
        expect(await both(guess, WRONG)).toBe('TOO_MANY_WRONG_NUMBERS');
      expect(await counted()).toBe(before);
      expect(await ask({ applicant: { number } }, { matter: 'WCM-CAB-002' })).toHaveProperty('id');
    });

    test('counts whether it is right or wrong, so that the count doesn’t tell which one was', async () => {
      const number = await right();
      expect(await both(number, WRONG)).toBe('CODE_NOT_ACCEPTED');
      expect(await counted()).toBe(2);
      expect(await both('00000001', WRONG)).toBe('CODE_NOT_ACCEPTED');
      expect(await counted()).toBe(4);
    });

    test('isn’t looked at beside a code that isn’t live', async () => {
      const stale: Party = { code: 'nothing' };
      for (const number of [await right(), WRONG])
        await expect(ask({ applicant: { number }, partner: stale })).rejects.toEqual(
          refusal('CODE_NOT_ACCEPTED'),
        );
      expect(await counted()).toBe(0);
    });
  });
});

describe('entitlement', () => {
  test('refuses whole what goes beyond the matter, and tells the person of the attempt', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name', 'portrait'] } };
    await expect(
      ask({ applicant: await showQr(ada.idNumber), partner: await showQr(bo.idNumber) }, { fields }),
    ).rejects.toEqual(
      expect.objectContaining({
        code: 'NOT_ENTITLED',
        details: {
          fields: ['applicant.resident-identity-card.portrait'],
          receipts: [
            { subject: 'applicant', leaf: 'leaf-0' },
            { subject: 'partner', leaf: 'leaf-1' },
          ],
        },
      }),
    );
    expect(parts.accesses).toContainEqual(
      expect.objectContaining({
        holder: subject(ada.idNumber),
        outcome: 'not-entitled',
        matter: 'WCM-CAB-001',
      }),
    );
  });

  test('lets an asker ask for less', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name'] } };
    const { id } = await ask({ applicant: await showQr(ada.idNumber) }, { fields });
    const view = await viewForPerson(subject(ada.idNumber), id, parts);
    expect(view.parties[0]?.asks).toMatchObject([{ fields: [{ name: 'name' }] }]);
  });

  test.each<[string, Partial<AskForProof>, SystemCaller]>([
    ['WRONG_MATTER', { matter: 'WCM-EDU-001' }, CAB],
    ['WRONG_MATTER', { matter: 'WCM-ZZZ-999' }, CAB],
    ['WRONG_WINDOW', { window: 'EDU-W1' }, CAB],
    ['UNKNOWN_CONDITION', { conditions: ['full-moon'] }, CAB],
    ['NOTHING_ASKED', { parties: {}, fields: {} }, CAB],
    ['NOTHING_ASKED', { matter: 'WCM-HSB-001', window: 'HSB-W1', parties: {} }, HSB],
    ['SLIP_NOT_ACCEPTED', { parties: { applicant: { slip: 'x' }, partner: { slip: 'x' } } }, CAB],
    [
      'METHOD_NOT_AVAILABLE',
      {
        parties: {
          applicant: { officers: { reason: 'no-phone', document: 'x', holders: {} } },
          partner: { show: true },
        },
      },
      CAB,
    ],
  ])('refuses with %s', async (code, more, caller) => {
    await expect(
      createRequest(caller, wish({ applicant: { show: true }, partner: { show: true } }, more), parts),
    ).rejects.toEqual(refusal(code));
  });
});

describe('acting for others', () => {
  const askForChild = async (): Promise<string> =>
    (await ask({ guardian: await showQr(ada.idNumber) }, { matter: 'WCM-EDU-004', window: 'EDU-W1' }, EDU))
      .id;

  test('a parent stands for the child that a birth record names', async () => {
    const id = await askForChild();
    const view = await viewForPerson(subject(ada.idNumber), id, parts);
    expect(view.parties.find((party) => party.subject === 'child')).toMatchObject({
      actsForOther: true,
      holders: [{ kind: 'guardian', name: '小*' }],
    });
    await agree(ada.idNumber, id);
    const authorization = await readAuthorization(city.db, id);
    expect(authorization?.parties.find((party) => party.subject === 'child')).toMatchObject({
      giver: subject(ada.idNumber),
      holder: subject(childNumber),
    });
  });

  test('one who may act for nobody looks like one who didn’t agree', async () => {
    const { id } = await ask(
      { guardian: await showQr(bo.idNumber) },
      { matter: 'WCM-EDU-004', window: 'EDU-W1' },
      EDU,
    );
    await agree(bo.idNumber, id);
    expect((await viewForAsker(EDU, id, parts)).state).toBe('refused');
  });

  test('nobody acts for one whom no record gives them', async () => {
    const id = await askForChild();
    await agree(ada.idNumber, id, { holders: { child: subject(bo.idNumber) } });
    expect((await viewForAsker(EDU, id, parts)).state).toBe('refused');
  });

  test('a mandate lets its agent stand in the giver’s place until it ends', async () => {
    const mandate = await mandateInForce(subject(ada.idNumber), { agentNumber: bo.idNumber }, parts);
    const ofAda = { holders: { applicant: subject(ada.idNumber) } };
    const first = await ask({ applicant: await showQr(bo.idNumber) }, { matter: 'WCM-CAB-002' });
    await agree(bo.idNumber, first.id, ofAda);
    expect((await readAuthorization(city.db, first.id))?.parties[0]).toMatchObject({
      giver: subject(bo.idNumber),
      holder: subject(ada.idNumber),
    });
    await expect(endMandate(subject(childNumber), mandate, parts)).rejects.toEqual(
      refusal('MANDATE_NOT_FOUND'),
    );
    await endMandate(subject(ada.idNumber), mandate, parts);
    const second = await ask({ applicant: await showQr(bo.idNumber) }, { matter: 'WCM-CAB-002' });
    await agree(bo.idNumber, second.id, ofAda);
    expect(await stateOf(second.id)).toBe('refused');
  });

  test('a picked credential must be the holder’s own', async () => {
    const { id } = await ask({ applicant: await showQr(ada.idNumber) }, { matter: 'WCM-CAB-002' });
    const [others] = await city.credentials.candidates(subject(bo.idNumber), 'resident-identity-card');
    await expect(
      agree(ada.idNumber, id, { picks: { applicant: { 'resident-identity-card': others?.id } } }),
    ).rejects.toEqual(refusal('PICK_REFUSED'));
  });
});

describe('an authorization', () => {
  const askApproved = async (): Promise<string> => {
    const { id } = await ask({ applicant: await showQr(ada.idNumber) }, { matter: 'WCM-CAB-002' });
    await agree(ada.idNumber, id);
    return id;
  };

  test('is used by one of a hundred concurrent tries of different clients and nonces', async () => {
    const id = await askApproved();
    const tries = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        use(
          id,
          index % 3 === 0 ? 'edu-counter' : CAB.client,
          index === 50 ? 'nonce-of-the-asker-1' : `other-nonce-number-${index}`,
        ),
      ),
    );
    expect(tries.filter((outcome) => outcome === 'consumed')).toHaveLength(1);
    expect(tries.filter((outcome) => outcome === 'AUTHORIZATION_USED')).toHaveLength(99);
  });

  test('is used once and repeated three times at most by a hundred tries of the same client and nonce', async () => {
    const id = await askApproved();
    const tries = await Promise.all(Array.from({ length: 100 }, () => use(id)));
    const count = (outcome: string): number => tries.filter((found) => found === outcome).length;
    expect([count('consumed'), count('repeat'), count('AUTHORIZATION_USED')]).toEqual([1, 3, 96]);
  });

  test('is used once and repeated three times within one batch as well', async () => {
    const id = await askApproved();
    const uses = Array.from({ length: 10 }, () => ({
      id,
      client: CAB.client,
      nonce: 'nonce-of-the-asker-1',
    }));
    const outcomes = await city.db.transaction().execute((trx) => consumeRequests(trx, uses, parts));
    expect(outcomes.toSorted()).toEqual(
      [...Array(6).fill('AUTHORIZATION_USED'), 'consumed', 'repeat', 'repeat', 'repeat'].toSorted(),
    );
  });

  test('is repeated within two minutes and not after', async () => {
    const id = await askApproved();
    await use(id);
    city.clock.pass(119);
    expect(await use(id)).toBe('repeat');
    city.clock.pass(2);
    expect(await use(id)).toBe('AUTHORIZATION_USED');
  });

  test('isn’t used before everybody agreed, nor after it was taken back, nor once its time is over', async () => {
    const { id: waiting } = await ask({ applicant: await showQr(ada.idNumber) }, { matter: 'WCM-CAB-002' });
    expect(await use(waiting)).toBe('NOT_AUTHORIZED');
    const taken = await askApproved();
    await withdraw({ person: subject(ada.idNumber) }, taken, parts);
    expect(await use(taken)).toBe('NOT_AUTHORIZED');
    expect(parts.accesses).toMatchObject([{ outcome: 'withdrawn' }]);
    await expect(withdraw({ person: subject(ada.idNumber) }, taken, parts)).rejects.toEqual(
      refusal('REQUEST_ENDED'),
    );
    const late = await askApproved();
    city.clock.pass(600);
    expect(await use(late)).toBe('NOT_AUTHORIZED');
    expect(await expireRequests(parts)).toBeGreaterThan(0);
    expect(await stateOf(late)).toBe('expired');
    expect(parts.accesses).toContainEqual(expect.objectContaining({ request: late, outcome: 'expired' }));
  });

  test('is neither confirmed nor taken back once its time is over, though nobody has swept it up yet', async () => {
    const { id, shown: screens } = await ask({ applicant: { show: true } }, { matter: 'WCM-CAB-002' });
    const screen = screens.get('applicant');
    await joinRequest(subject(ada.idNumber), screen?.url ?? '', parts);
    await agree(ada.idNumber, id, { digits: screen?.twoDigits });
    city.clock.pass(600);
    for (const late of [
      () => confirmPerson(CAB, id, { same: true, parts }),
      () => confirmPerson(CAB, id, { same: false, parts }),
      () => withdraw({ client: CAB.client }, id, parts),
      () => withdraw({ person: subject(ada.idNumber) }, id, parts),
    ])
      await expect(late()).rejects.toEqual(refusal('REQUEST_ENDED'));
    await expireRequests(parts);
    expect(await stateOf(id)).toBe('expired');
  });

  test('stands in the person’s list with its states and times, page by page', async () => {
    const id = await askApproved();
    await use(id);
    const { items, total } = await listAuthorizations(subject(ada.idNumber), { limit: 2, next: 0 }, parts);
    expect(items[0]).toMatchObject({ id, state: 'answered', answeredAt: city.clock.now().toISOString() });
    const rest = await listAuthorizations(subject(ada.idNumber), { limit: 100, next: 2 }, parts);
    expect([items.length + rest.items.length, rest.next]).toEqual([total, null]);
    expect(
      (await openRequests(subject(ada.idNumber), { limit: 100, next: 0 }, parts)).items.map((row) => row.id),
    ).not.toContain(id);
  });
});

describe('before approval', () => {
  test('nothing that is asked of the database depends on what a person holds', async () => {
    const statements = async (number: string): Promise<string[]> => {
      const seen: string[] = [];
      const { code } = (await showQr(number)) as { code: string };
      const watched = {
        ...parts,
        db: city.db.withPlugin({
          transformQuery: ({ node }) => {
            seen.push(node.kind);
            return node;
          },
          transformResult: async ({ result }) => result,
        }),
      };
      const { id } = await createRequest(
        CAB,
        wish({ applicant: { code } }, { matter: 'WCM-CAB-002' }),
        watched,
      );
      await viewForAsker(CAB, id, watched);
      return seen;
    };
    const [holder, nobody] = [
      await statements(ada.idNumber),
      await statements(citizenNumber('1999-09-09', 999)),
    ];
    expect(holder.length).toBeGreaterThan(3);
    expect(nobody).toEqual(holder);
  });

  test('the answer to an asker is the same for a person who holds everything and one who holds nothing', async () => {
    const answer = async (number: string) => {
      const { id } = await ask({ applicant: await showQr(number) }, { matter: 'WCM-CAB-002' });
      const { id: _, expiresAt, ...rest } = await viewForAsker(CAB, id, parts);
      return rest;
    };
    expect(await answer(ada.idNumber)).toEqual(await answer(citizenNumber('1999-09-09', 998)));
  });
});

test('changes are heard as they come', async () => {
  const gone = new AbortController();
  const { id } = await ask({ applicant: await showQr(ada.idNumber) }, { matter: 'WCM-CAB-002' });
  const seen: string[] = [];
  const following = (async () => {
    for await (const _ of parts.changes.follow(id, gone.signal, 60_000)) {
      seen.push(await stateOf(id));
      if (seen.length === 1) void agree(ada.idNumber, id);
      if (seen.at(-1) === 'approved') gone.abort();
    }
  })();
  await following;
  expect(seen).toEqual(['waiting', 'approved']);
});
