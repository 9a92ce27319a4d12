/** What somebody drops on a page is told apart by its shape, and everything else is refused with a reason. */
import { describe, expect, test } from 'vitest';
import { auditCodes, explainFinding, readDropped } from '../../../sdk/audit/index.ts';
import { makeProof } from '../../support/proof-fixture.ts';

const hash = Buffer.alloc(32, 7).toString('base64url');
const receipt = {
  number: 1,
  receipt: {
    ...{ version: 1, cityId: 'https://wangcheng.invalid', number: 1, previous: null, kind: 'self' },
    ...{ request: null, client: null, department: null, matter: null, window: null, role: null },
    ...{ basis: null, article: null, items: [], at: '2026-11-25T08:00:00+08:00' },
  },
  ...{ salt: hash, leaf: hash, evidence: null },
};
const exported = { version: 1, cityId: 'https://wangcheng.invalid', receipts: [receipt] };
const { proof, trust } = makeProof();
const text = (value: unknown): string => JSON.stringify(value);

describe('a file is told to be', () => {
  test.each([
    ['a proof', proof, { kind: 'proof', proof }],
    ['a receipt', receipt, { kind: 'receipt', receipt }],
    ['an export of receipts', exported, { kind: 'receipts', receipts: [receipt] }],
    ['a trust file', trust, { kind: 'trust', trust }],
  ])('%s', (_name, value, told) => {
    expect(readDropped(text(value))).toEqual(told);
    expect(readDropped(new TextEncoder().encode(`\ufeff${text(value)}`))).toEqual(told);
  });
});

test('the text of a slip is told to be one', () => {
  expect(readDropped('WZ1:ABC\n')).toEqual({ kind: 'slip', slip: 'WZ1:ABC' });
});

describe('a file is refused that', () => {
  test.each([
    ['is a PDF', '%PDF-1.7 …', { reason: 'FILE_IS_PDF' }],
    ['is no text', new Uint8Array([0xff, 0xd8, 0xff]), { reason: 'FILE_NOT_JSON' }],
    ['is no JSON', 'number,at', { reason: 'FILE_NOT_JSON' }],
    ['is empty', '', { reason: 'FILE_NOT_JSON' }],
    ['is a list', '[]', { reason: 'FILE_UNKNOWN' }],
    ['is nothing', 'null', { reason: 'FILE_UNKNOWN' }],
    ['is something else', '{"items":[]}', { reason: 'FILE_UNKNOWN' }],
    ['is too large', new Uint8Array(40_000_000), { reason: 'FILE_TOO_LARGE' }],
    ['is a damaged receipt', text({ ...receipt, salt: 'x' }), { reason: 'FILE_DAMAGED', like: 'receipt' }],
    [
      'holds a damaged receipt',
      text({ ...exported, receipts: [{ ...receipt, leaf: null }] }),
      { reason: 'FILE_DAMAGED', like: 'receipts' },
    ],
    ['is a damaged trust file', text({ ...trust, cities: [{}] }), { reason: 'FILE_DAMAGED', like: 'trust' }],
    [
      'is of a later version',
      text({ ...trust, version: 2 }),
      { reason: 'FILE_OF_LATER_VERSION', like: 'trust' },
    ],
    [
      'holds a receipt of a later version',
      text({ ...receipt, receipt: { ...receipt.receipt, version: 2 } }),
      { reason: 'FILE_OF_LATER_VERSION', like: 'receipt' },
    ],
  ] as const)('%s', (_name, file, told) => {
    expect(readDropped(file)).toEqual({ kind: 'none', ...told });
  });
});

test('every code has words and something to do in both languages', () => {
  for (const code of auditCodes) {
    const [zh, en] = [explainFinding(code, 'zh'), explainFinding(code, 'en')];
    for (const words of [zh.meaning, zh.next]) expect(words).toMatch(/^\P{ASCII}.*。$/u);
    for (const words of [en.meaning, en.next]) expect(words).toMatch(/^[A-Z].*\.$/);
  }
});
