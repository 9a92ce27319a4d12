/** Signed notes and checkpoints, as C2SP has them. */
import { describe, expect, test } from 'vitest';
import {
  checkpointBody,
  checksOf,
  formatVerifierKey,
  parseCheckpoint,
  parseVerifierKey,
  signatureLine,
  verifierKeyOf,
} from '../../../sdk/verify/checkpoint.ts';
import { verifySignatures } from '../../../sdk/verify/node-platform.ts';
import { bytesOf, testNoteKey } from '../../support/test-keys.ts';

// From the specification of signed notes (c2sp.org/signed-note) and its Go implementation.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

const signer = testNoteKey('note');
const key = verifierKeyOf('example.invalid/log', signer.publicKey);
const head = { origin: 'example.invalid/log', size: 12, root: bytesOf('root') };
const sign = (body: string): string => signatureLine(key, signer.sign(Buffer.from(body)));
const note = `${checkpointBody(head)}\n${sign(checkpointBody(head))}`;

describe('verifier keys', () => {
  test('are written as the specification has them', () => {
    const peter = parseVerifierKey(PETER);
    expect(peter?.name).toBe('PeterNeumann');
    expect(peter && formatVerifierKey(peter)).toBe(PETER);
    expect(
      formatVerifierKey(parseVerifierKey(formatVerifierKey(key)) ?? verifierKeyOf('', key.publicKey)),
    ).toBe(formatVerifierKey(key));
  });

  test('check the note of the specification', async () => {
    const peter = parseVerifierKey(PETER);
    const line =
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    const body = new Uint8Array(Buffer.from(PETER_NOTE));
    const signatures = parseCheckpoint(`${checkpointBody(head)}\n${line}`)?.signatures ?? [];
    const checks = checksOf({ ...head, body, signatures }, peter ? [peter] : []);
    expect(verifySignatures(checks)).toEqual([true]);
  });

  const text = formatVerifierKey(key);
  test.each([
    ['another id', text.replace(/\+[0-9a-f]{8}\+/, '+01234567+')],
    ['another name', text.replace('example', 'elsewhere')],
    ['another kind of key', PETER.replace('+ARpc', '+Ahpc')],
    ['a shorter key', text.slice(0, -4)],
    ['a space', ` ${text}`],
    ['nothing', ''],
  ])('are refused with %s', (_why, other) => {
    expect(parseVerifierKey(other)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  test('are read with their head and checked with their key', () => {
    const parsed = parseCheckpoint(note);
    expect(parsed).toMatchObject({ origin: head.origin, size: 12 });
    expect(parsed && verifySignatures(checksOf(parsed, [key]))).toEqual([true]);
  });

  test('may carry lines of their own and signatures of others', () => {
    const body = `${checkpointBody(head)}an extension\n`;
    const other = testNoteKey('witness');
    const witness = verifierKeyOf('witness.invalid', other.publicKey);
    const parsed = parseCheckpoint(
      `${body}\n${signatureLine(witness, other.sign(Buffer.from(body)))}${sign(body)}`,
    );
    expect(parsed && verifySignatures(checksOf(parsed, [key]))).toEqual([true]);
    expect(parsed && checksOf(parsed, [])).toEqual([]);
  });

  test('are checked by no key of the same name and another id', () => {
    const parsed = parseCheckpoint(note);
    const another = verifierKeyOf(key.name, testNoteKey('another').publicKey);
    expect(parsed && checksOf(parsed, [another])).toEqual([]);
  });

  const [origin = '', , root = ''] = checkpointBody(head).split('\n');
  const withBody = (body: string): string => `${body}\n${sign(body)}`;
  test.each([
    ['nothing', ''],
    ['no signature', checkpointBody(head)],
    ['no signature line', `${checkpointBody(head)}\n`],
    ['no line end', note.slice(0, -1)],
    ['a size with a leading zero', withBody(`${origin}\n012\n${root}\n`)],
    ['a negative size', withBody(`${origin}\n-1\n${root}\n`)],
    ['a size that is no exact number', withBody(`${origin}\n9999999999999999\n${root}\n`)],
    ['a shorter root', withBody(`${origin}\n12\n${root.slice(4)}\n`)],
    ['a root without its padding', withBody(`${origin}\n12\n${root.slice(0, -1)}\n`)],
    ['no origin', withBody(`\n12\n${root}\n`)],
    ['a control character', withBody(`${origin}\t\n12\n${root}\n`)],
    ['a carriage return', withBody(checkpointBody(head).replaceAll('\n', '\r\n'))],
    ['something behind its signatures', `${note}more\n`],
    ['a hyphen for a dash', note.replace('— ', '- ')],
    ['a signature too short to have an id', note.replace(/ [^ ]+\n$/, ' AAAA\n')],
    ['more signatures than anybody needs', note + sign(checkpointBody(head)).repeat(64)],
  ])('are refused with %s', (_why, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});
