/** Whether entries of the journal are as their fingerprints say, and follow each other (RFC 8785, SHA-256). */
import type { JournalEntry } from '../../../../sdk/schemas/administration.ts';
import { encodeBase64url } from '../../../../sdk/verify/base64url.ts';
import { utf8Bytes } from '../../../../sdk/verify/bytes.ts';
import { canonicalize } from '../../../../sdk/verify/canonical.ts';
import { sha256 } from '../../../../sdk/verify/web-platform.ts';

/** The number of the newest entry that doesn't fit, of entries newest first; undefined where all do. */
export async function brokenEntry(entries: readonly JournalEntry[]): Promise<number | undefined> {
  for (const [place, entry] of entries.entries()) {
    const { hash, ...content } = entry;
    const before = entries[place + 1];
    const isChained =
      before === undefined
        ? (entry.number === 1) === (entry.previous === null)
        : entry.previous === before.hash && entry.number === before.number + 1;
    if (!isChained || fingerprintOf(content) !== hash) return entry.number;
  }
  return undefined;
}

const fingerprintOf = (content: Omit<JournalEntry, 'hash'>): string =>
  encodeBase64url(sha256(utf8Bytes(canonicalize({ version: 1, ...content }))));
