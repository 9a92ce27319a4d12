/** Who says that a key signs a city's slips: the key of its access log's checkpoints, which the ledger records. */
import { verifySignatures } from '#platform';
import { checksOf, parseNote, parseVerifierKey, signatureLine, verifierKeyOf } from '../verify/checkpoint.ts';
import type { TrustedCity, TrustedSlipKey } from '../verify/types.ts';

const ACCESS_LOG = 'access';

/** The text of the note for a key; its second line is no size, so that nobody takes it for a checkpoint. */
export const vouchingText = (cityId: string, kid: string): string =>
  `${cityId.replace(/^https?:\/\//, '')}/slips\n${kid}\n`;

/** The line that signs such a text, for the access log's own name and key (Ed25519, 32 and 64 bytes). */
export const vouchingNote = (
  text: string,
  {
    origin,
    publicKey,
    signature,
  }: { readonly origin: string; readonly publicKey: Uint8Array; readonly signature: Uint8Array },
): string => `${text}\n${signatureLine(verifierKeyOf(origin, publicKey), signature)}`;

/** Whether the access log's key, as this trust has it, stands for the key. */
export async function isVouchedFor(
  { kid, note }: TrustedSlipKey,
  { cityId, logs }: Pick<TrustedCity, 'cityId' | 'logs'>,
): Promise<boolean> {
  const read = parseNote(note);
  if (read?.text !== vouchingText(cityId, kid)) return false;
  const keys = (logs.find(({ name }) => name === ACCESS_LOG)?.verifierKeys ?? [])
    .map(parseVerifierKey)
    .filter((key) => key !== undefined);
  const outcomes = await verifySignatures(checksOf(read, keys));
  return outcomes.includes(true);
}
