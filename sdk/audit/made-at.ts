/** When a proof was made, for whoever judges it later. */
import { decodeBase64url } from '../verify/base64url.ts';
import { utf8Text } from '../verify/bytes.ts';
import type { Proof } from '../verify/types.ts';

/** When it was made, by its own key binding, which is signed; now where it doesn't say, or lies ahead. */
export function madeAt(value: unknown): Date {
  const now = new Date();
  try {
    const { items } = value as Proof;
    const presented = items.find((item) => 'presentation' in item);
    const payload = presented?.presentation.split('~').at(-1)?.split('.')[1] ?? '';
    const { iat } = JSON.parse(utf8Text(decodeBase64url(payload) ?? new Uint8Array()) ?? '') as {
      iat: number;
    };
    const made = new Date(1000 * iat);
    return made < now ? made : now;
  } catch {
    return now;
  }
}
