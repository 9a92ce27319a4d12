/** A file as somebody dropped it, and what a scanned code says about it. */
import type { PaperCode } from '../worker/messages.ts';

/** One byte more than the largest that is read: what is larger is told so, and needn't be read whole. */
const MOST_BYTES = 33_554_433;

/** Its bytes, no more of them than are looked at. */
export const readLimited = async (file: Blob): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());

/** What the code on an annotated copy brought along in the address's fragment, which no server is sent. */
export function codeOf(fragment: string): PaperCode {
  const told = new URLSearchParams(fragment.replace(/^#/, ''));
  const digest = (name: string): string => {
    const value = told.get(name) ?? '';
    return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : '';
  };
  return { leaf: digest('leaf'), sha256: digest('sha256') };
}
