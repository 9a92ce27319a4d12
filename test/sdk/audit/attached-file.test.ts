/** The proof inside a paper: found where it is attached, and nothing else is taken for it. */
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Paper } from '../../../gateway/paper/paper.ts';
import { attachedFile, goodUntil } from '../../../sdk/audit/attached-file.ts';

const bytes = Buffer.from(JSON.stringify({ request: {}, text: '随文件附上'.repeat(50) }));

/** A PDF as far as it matters here: one attached stream. */
const pdf = (dictionary: string, stream: Buffer): Uint8Array =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n7 0 obj\n<<\n/Type /EmbeddedFile\n${dictionary}\n>>\nstream\n`),
    stream,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

const text = async (file: Uint8Array): Promise<string | undefined> => {
  const found = await attachedFile(file);
  return found && Buffer.from(found).toString();
};

test('a paper that the gateway makes gives back what was attached, byte by byte', async () => {
  const paper = new Paper({ language: 'zh', title: '加注件', watermark: '仅用于本事项' });
  const file = await paper
    .heading('加注件')
    .attach({ name: 'proof.json', bytes, description: '证明' })
    .finish();
  expect(await text(file)).toBe(bytes.toString());
});

test('its last day is found in it, where it says one', async () => {
  const paper = (more: object) =>
    new Paper({ language: 'zh', title: '加注件', ...more }).heading('加注件').finish();
  expect(goodUntil(await paper({ goodUntil: '2026-12-01' }))).toBe('2026-12-01');
  expect(goodUntil(await paper({}))).toBeUndefined();
});

describe('a stream is read', () => {
  const packed = deflateSync(bytes);

  test.each([
    ['compressed, with its length', pdf(`/Filter /FlateDecode\n/Length ${packed.length}`, packed)],
    ['compressed, in a list of filters', pdf(`/Filter [/FlateDecode]\n/Length ${packed.length}`, packed)],
    ['plain', pdf(`/Length ${bytes.length}`, bytes)],
    ['with its length elsewhere', pdf('/Length 9 0 R', bytes)],
  ])('%s', async (_how, file) => {
    expect(await text(file)).toBe(bytes.toString());
  });

  test.each([
    ['where nothing is attached', Buffer.from('%PDF-1.7\n1 0 obj\n<<\n/Type /Page\n>>\nendobj\n')],
    ['of another filter', pdf(`/Filter /LZWDecode\n/Length ${bytes.length}`, bytes)],
    ['that is no compressed data', pdf(`/Filter /FlateDecode\n/Length ${bytes.length}`, bytes)],
    ['that never begins', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile')],
  ])('never: one %s', async (_how, file) => {
    expect(await text(file)).toBeUndefined();
  });
});
