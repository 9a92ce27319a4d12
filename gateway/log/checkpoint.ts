/** Signs heads of logs (C2SP tlog-checkpoint, signed-note with Ed25519). */
import {
  type CheckpointHead,
  checkpointBody,
  formatVerifierKey,
  signatureLine,
  verifierKeyOf,
} from '../../sdk/verify/checkpoint.ts';
import type { CheckpointKey } from '../keys/keys.ts';

/** Signs a head. Whoever calls this has seen the head on the ledger: a log never signs two heads that contradict each other. */
export const signCheckpoint = (head: CheckpointHead, key: CheckpointKey): Promise<string> =>
  signNote(checkpointBody(head), { name: head.origin, key });

/** A signed note: the text, which ends in a newline, and one signature line. */
export async function signNote(
  text: string,
  { name, key }: { readonly name: string; readonly key: CheckpointKey },
): Promise<string> {
  const signature = await key.sign(Buffer.from(text));
  return `${text}\n${signatureLine(verifierKeyOf(name, key.publicKey), signature)}`;
}

/** The key as verifiers of signed notes take it: `<name>+<key id in hexadecimal>+<base64 of type and key>`. */
export const verifierKeyText = (name: string, key: CheckpointKey): string =>
  formatVerifierKey(verifierKeyOf(name, key.publicKey));
