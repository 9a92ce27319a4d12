/** A slip offline: genuine until its last day is over, and never by any other byte, key or city. */
import { decode, encode, Tag } from 'cbor2';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../sdk/slip/base45.ts';
import { explainSlip, slipReasons, verifySlip } from '../../../sdk/slip/index.ts';
import { makeTicket } from '../../../sdk/slip/ticket.ts';
import { SLIP, slipCity } from '../../support/slip-fixture.ts';
import { testNoteKey } from '../../support/test-keys.ts';

const here = slipCity();
const at = new Date('2026-11-23T08:00:00Z');
const judge = (text: unknown, trust: unknown = here.trust, when = at) =>
  verifySlip(text, { trust, at: when });
const refused = (reason: string) => ({ valid: false, reason });

describe('a genuine slip', () => {
  test('yields what its ticket says and nothing else', async () => {
    expect(await judge(await here.ticket())).toEqual({
      valid: true,
      slip: { ...SLIP, number: expect.stringMatching(/^\d{4} \d{4} \d{4}$/) },
    });
  });

  test('is good to the last second of its last day in Shanghai, and not a second longer', async () => {
    const text = await here.ticket();
    expect(await judge(text, here.trust, new Date('2026-11-30T23:59:59+08:00'))).toMatchObject({
      valid: true,
    });
    expect(await judge(text, here.trust, new Date('2026-12-01T00:00:00+08:00'))).toEqual(
      refused('SLIP_OVER'),
    );
  });

  test('fits a QR code of version 10 at error correction M with the longest names there are', async () => {
    const longest = { matter: 'WCM-HRSS-999', department: 'HRSS', maskedName: '湘江****有限责任公司' };
    const text = await here.ticket({ ...longest, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' });
    const code = QRCode.create(text, { errorCorrectionLevel: 'M' });
    expect(code.version).toBeLessThanOrEqual(10);
    await expect(here.ticket({ maskedName: '湘'.repeat(60) })).rejects.toThrow(RangeError);
  });
});

describe('a slip that was tampered with', () => {
  test('is refused whichever of its letters or bytes is changed', async () => {
    const text = await here.ticket();
    for (let place = 0; place < text.length; place++) {
      const letter = text[place] === '0' ? '1' : '0';
      const changed = text.slice(0, place) + letter + text.slice(place + 1);
      expect(await judge(changed)).toMatchObject({ valid: false });
    }
    const bytes = decodeBase45(text.slice(4)) ?? new Uint8Array();
    for (let place = 0; place < bytes.length; place++) {
      const changed = bytes.with(place, (bytes[place] ?? 0) ^ 1);
      expect(await judge(`WZ1:${encodeBase45(changed)}`)).toMatchObject({ valid: false });
    }
  });

  test('has no second spelling', async () => {
    const text = await here.ticket();
    const bytes = decodeBase45(text.slice(4)) ?? new Uint8Array();
    const { contents } = decode(bytes) as Tag;
    const [header, , payload, signature] = contents as [Uint8Array, unknown, Uint8Array, Uint8Array];
    const again = (value: unknown) => `WZ1:${encodeBase45(encode(value))}`;
    expect(again(new Tag(18, [header, new Map(), payload, signature]))).toBe(text);
    const others = [
      again([header, new Map(), payload, signature]),
      again(new Tag(17, [header, new Map(), payload, signature])),
      again(new Tag(18, [header, new Map([[4, new Uint8Array(8)]]), payload, signature])),
      again(new Tag(18, [header, new Map(), payload, signature, 0])),
      `WZ1:${encodeBase45(Uint8Array.of(...bytes, 0))}`,
      `${text} `,
      text.toLowerCase(),
    ];
    for (const other of others) expect(await judge(other)).toEqual(refused('MALFORMED'));
  });

  test('is no slip in any other form, and never an error', async () => {
    for (const text of [
      '',
      'WZ1:',
      'WZ2:AAA',
      'x'.repeat(5000),
      `WZ1:${'0'.repeat(300)}`,
      7,
      null,
      undefined,
      {},
    ])
      expect(await judge(text)).toEqual(refused('MALFORMED'));
  });
});

describe('a slip of somebody else', () => {
  test('is unknown where the trust file doesn’t know its key', async () => {
    const text = await slipCity('https://elsewhere.invalid').ticket();
    expect(await judge(text)).toEqual(refused('TRUST_TOO_OLD'));
    const { slipKeys: _, ...withoutKeys } = here.city;
    expect(await judge(await here.ticket(), { version: 1, cities: [withoutKeys] })).toEqual(
      refused('TRUST_TOO_OLD'),
    );
  });

  test('isn’t believed by the key of another city that calls itself by the same key', async () => {
    const elsewhere = slipCity('https://elsewhere.invalid');
    const { kid, jwk } = here.key;
    const note = elsewhere.city.slipKeys?.[0]?.note ?? '';
    const city = { ...elsewhere.city, slipKeys: [{ kid, jwk, note }] };
    expect(await judge(await here.ticket(), { version: 1, cities: [city] })).toEqual(
      refused('TRUST_MALFORMED'),
    );
  });

  test('isn’t believed where nobody on the ledger vouches for its key', async () => {
    const forged = slipCity(undefined, testNoteKey('a stranger'));
    expect(await judge(await forged.ticket(), forged.trust)).toEqual(refused('TRUST_MALFORMED'));
  });

  test('isn’t believed by a key that didn’t sign it, though it is named so', async () => {
    const { kid, jwk } = slipCity().key;
    const [own] = here.city.slipKeys ?? [];
    const text = await here.ticket();
    const renamed = { ...here.city, slipKeys: [{ ...own, jwk }] };
    expect(await judge(text, { version: 1, cities: [renamed] })).toEqual(refused('TRUST_MALFORMED'));
    const other = { ...here.city, slipKeys: [{ ...own, kid, jwk }] };
    expect(await judge(text, { version: 1, cities: [other] })).toEqual(refused('TRUST_TOO_OLD'));
  });

  test('isn’t believed for a city of another name, whoever vouches', async () => {
    const elsewhere = slipCity('https://elsewhere.invalid');
    const { kid, sign } = elsewhere.key;
    const text = await makeTicket(SLIP, { kid, sign, cityId: here.city.cityId });
    expect(await judge(text, elsewhere.trust)).toEqual(refused('BAD_SIGNATURE'));
  });
});

test('a call that means nothing is a reason', async () => {
  const text = await here.ticket();
  expect(await verifySlip(text, { trust: here.trust, at: new Date('never') })).toEqual(
    refused('OPTIONS_MALFORMED'),
  );
  expect(await verifySlip(text, undefined as never)).toEqual(refused('OPTIONS_MALFORMED'));
  expect(await judge(text, { version: 2 })).toEqual(refused('TRUST_MALFORMED'));
});

test('every reason is explained in both languages', () => {
  for (const reason of slipReasons)
    for (const language of ['zh', 'en'] as const)
      expect(Object.values(explainSlip(reason, language)).every((text) => text !== '')).toBe(true);
});
