/** A city that signs slips, in memory, with the trust that its ledger and gateway would give. */
import { generateKeyPairSync } from 'node:crypto';
import { signingKeyOf } from '../../gateway/keys/signing-key.ts';
import { makeTicket } from '../../sdk/slip/ticket.ts';
import { vouchingNote, vouchingText } from '../../sdk/slip/vouching.ts';
import { formatVerifierKey, verifierKeyOf } from '../../sdk/verify/checkpoint.ts';
import type { Trust, TrustedCity } from '../../sdk/verify/types.ts';
import { type TestNoteKey, testNoteKey } from './test-keys.ts';

export const SLIP = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  matter: 'WCM-CAB-002',
  department: 'CAB',
  lastDay: '2026-11-30',
  maskedName: '示**',
};

/** A city of that name with its own keys; `voucher` signs for its key of slips. */
export function slipCity(cityId = 'https://wangcheng.invalid', voucher = testNoteKey(`access ${cityId}`)) {
  const key = signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const origin = `${cityId.replace('https://', '')}/log/access`;
  const accessKey = testNoteKey(`access ${cityId}`);
  const city: TrustedCity = {
    cityId,
    ledger: { id: 'l', chainId: 1, genesis: 'g', contracts: { issuers: 'i', logs: 'l', statusLists: 's' } },
    asOf: 1_795_478_400,
    logs: [
      {
        ...{ name: 'access', origin, owner: 'operator' },
        verifierKeys: [formatVerifierKey(verifierKeyOf(origin, accessKey.publicKey))],
        checkpoint: { size: 0, root: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' },
      },
    ],
    departments: [],
    slipKeys: [{ kid: key.kid, jwk: key.jwk, note: noteOf(cityId, key.kid, { origin, voucher }) }],
  };
  return {
    key,
    city,
    trust: { version: 1, cities: [city] } satisfies Trust,
    ticket: (slip: Partial<typeof SLIP> = {}) =>
      makeTicket({ ...SLIP, ...slip }, { kid: key.kid, cityId, sign: key.sign }),
  };
}

function noteOf(
  cityId: string,
  kid: string,
  { origin, voucher }: { readonly origin: string; readonly voucher: TestNoteKey },
): string {
  const text = vouchingText(cityId, kid);
  return vouchingNote(text, {
    origin,
    publicKey: voucher.publicKey,
    signature: voucher.sign(Buffer.from(text)),
  });
}
