/** Heads of the logs as the platform lists them, beside those that the ledger has. */
import type { z } from 'zod';
import type { logDescription } from '../../../../sdk/schemas/log.ts';
import { encodeBase64url } from '../../../../sdk/verify/web-platform.ts';
import { openLedger } from './reading.ts';

export type ListedLog = z.infer<typeof logDescription>;

/** `behind`: shorter than the ledger's, as it is for the moment in which the platform learns of a batch. */
export type ComparedLog = ListedLog & { readonly standing: 'agrees' | 'behind' | 'differs' };

/** Compares each with the ledger's own. @throws Unreached */
export async function compareHeads(listed: readonly ListedLog[]): Promise<readonly ComparedLog[]> {
  const ledger = await openLedger();
  return Promise.all(
    listed.map(async (log) => {
      const { size, root } = await ledger.head(log.name);
      if (log.size < size) return { ...log, standing: 'behind' };
      const isSame = log.size === size && (size === 0 || log.root === encodeBase64url(root));
      return { ...log, standing: isSame ? 'agrees' : 'differs' };
    }),
  );
}
