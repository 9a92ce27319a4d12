/** Signed heads of logs (C2SP tlog-checkpoint and signed-note, Ed25519). */
import { decodeBase64url, encodeBase64url, sha256 } from '#platform';
import { concatBytes, isEqualBytes, utf8Bytes } from './bytes.ts';
import type { SignatureCheck } from './platform.ts';

const ED25519 = 0x01;
const SIGNATURES_MAX = 64;
const [LINE_FEED, SPACE] = [0x0a, 0x20];
const PADDED = /^[A-Za-z0-9+/]*={0,2}$/;

/** A log's head: `origin` names the log, `root` has 32 bytes. */
export type CheckpointHead = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

type NoteSignature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };

/** A signed note (C2SP signed-note) that was read and not yet believed. */
export type Note = {
  /** The signed text. */
  readonly body: Uint8Array;
  readonly signatures: readonly NoteSignature[];
};

/** A checkpoint that was read and not yet believed. */
export type Checkpoint = CheckpointHead & Note;

/** A key that checks signed notes; the id is part of every signature line. */
export type VerifierKey = {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
};

/** The text that is signed: origin, size and root, one a line. */
export const checkpointBody = ({ origin, size, root }: CheckpointHead): string =>
  `${origin}\n${size}\n${encodeBase64(root)}\n`;

/** The line of one signature under a note. */
export const signatureLine = ({ name, keyId }: VerifierKey, signature: Uint8Array): string =>
  `— ${name} ${encodeBase64(concatBytes(keyId, signature))}\n`;

/** A verifier key of that name: key id = first 4 bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key). */
export function verifierKeyOf(name: string, publicKey: Uint8Array): VerifierKey {
  const hash = sha256(concatBytes(utf8Bytes(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return { name, keyId: hash.slice(0, 4), publicKey };
}

/** `<name>+<key id in hexadecimal>+<base64 of 0x01 and the public key>`. */
export function formatVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  const id = [...keyId].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** The key, or undefined for text that is none, of another kind than Ed25519, or whose id isn't the key's. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [, name, , encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const typed = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || typed?.length !== 33 || typed[0] !== ED25519) return undefined;
  const key = verifierKeyOf(name, typed.slice(1));
  return formatVerifierKey(key) === text ? key : undefined;
}

/** The checkpoint, or undefined for text that is none. Lines after the root are allowed and signed, but mean nothing here. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const signed = parseNote(note);
  const [origin = '', digits = '', encodedRoot = ''] = signed?.text.split('\n') ?? [];
  const root = decodeBase64(encodedRoot);
  if (signed === undefined || origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(digits)) return undefined;
  const size = Number(digits);
  if (!Number.isSafeInteger(size) || root?.length !== 32) return undefined;
  return { origin, size, root, body: signed.body, signatures: signed.signatures };
}

/** Any signed note with its text, whose every line ends; undefined for what is none. */
export function parseNote(note: string): (Note & { readonly text: string }) | undefined {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = parseSignatures(note.slice(end + 2));
  if (end < 0 || hasControls(text) || signatures === undefined) return undefined;
  return { text, body: utf8Bytes(text), signatures };
}

function parseSignatures(block: string): NoteSignature[] | undefined {
  if (!block.endsWith('\n')) return undefined;
  const parsed = block.slice(0, -1).split('\n').map(parseSignature);
  const known = parsed.filter((signature) => signature !== undefined);
  return known.length === parsed.length && known.length <= SIGNATURES_MAX ? known : undefined;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** The checks that would show the note to be signed by one of `keys`; empty where none of them signed. Others' signatures are passed over. */
export function checksOf(note: Note, keys: readonly VerifierKey[]): SignatureCheck[] {
  return note.signatures.flatMap(({ name, keyId, signature }) =>
    keys
      .filter((key) => key.name === name && isEqualBytes(key.keyId, keyId))
      .map(({ publicKey }) => ({ algorithm: 'Ed25519', key: publicKey, input: note.body, signature })),
  );
}

// Signed notes are text: no control character but the end of a line.
function hasControls(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < SPACE && unit !== LINE_FEED) return true;
  }
  return !text.isWellFormed();
}

/** Padded base64 (RFC 4648 section 4), as signed notes have it. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** The bytes, or undefined for any but the canonical spelling. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !PADDED.test(text)) return undefined;
  return decodeBase64url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
}
