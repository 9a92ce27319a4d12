/** Signed heads of logs (C2SP tlog-checkpoint, signed-note with Ed25519). */
import { createHash } from 'node:crypto';
import type { CheckpointKey } from '../keys/keys.ts';

const ED25519 = 0x01;

/** A log's head: `origin` names the log, `root` has 32 bytes (RFC 9162 section 2.1.1). */
export type CheckpointHead = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** Signs a head. Whoever calls this has seen the head on the ledger: a log never signs two heads that contradict each other. */
export async function signCheckpoint(head: CheckpointHead, key: CheckpointKey): Promise<string> {
  const text = `${head.origin}\n${head.size}\n${Buffer.from(head.root).toString('base64')}\n`;
  return signNote(text, { name: head.origin, key });
}

/** A signed note: the text, which ends in a newline, and one signature line. */
export async function signNote(
  text: string,
  { name, key }: { readonly name: string; readonly key: CheckpointKey },
): Promise<string> {
  const signature = await key.sign(Buffer.from(text));
  const line = Buffer.concat([keyId(name, key.publicKey), signature]).toString('base64');
  return `${text}\n— ${name} ${line}\n`;
}

/** The key as verifiers of signed notes take it: `<name>+<key id in hexadecimal>+<base64 of type and key>`. */
export function verifierKeyOf(name: string, publicKey: Uint8Array): string {
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64');
  return `${name}+${keyId(name, publicKey).toString('hex')}+${typed}`;
}

function keyId(name: string, publicKey: Uint8Array): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(publicKey);
  return hash.digest().subarray(0, 4);
}
