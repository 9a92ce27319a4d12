/** Works beside the page: the whole audit, or the check of a file. */
import { audit } from '../../../../sdk/audit/audit.ts';
import { readOver } from '../../../../sdk/audit/served.ts';
import { openRpc } from '../../../../sdk/ledger/rpc.ts';
import { checkFile } from './check-file.ts';
import type { Order, Told } from './messages.ts';
import { patiently } from './patient.ts';

/** Milliseconds between two words about how far it has come. */
const TELL_EVERY = 100;

const tell = (told: Told): void => postMessage(told);
const tellAway = (isAway: boolean): void => tell({ kind: 'away', isAway });

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  const work = data.kind === 'audit' ? runAudit(data) : runCheck(data);
  work.catch((error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

async function runAudit({ trust }: Extract<Order, { readonly kind: 'audit' }>): Promise<void> {
  let last = 0;
  const checks = audit({
    ask: patiently(openRpc('/ledger'), tellAway),
    read: patiently(readOver(''), tellAway),
    ...(trust === undefined ? {} : { trust }),
    onProgress: (leaves, total) => {
      const now = performance.now();
      if (now - last < TELL_EVERY && leaves < total) return;
      last = now;
      tell({ kind: 'progress', leaves, total });
    },
  });
  for await (const check of checks) tell({ kind: 'line', check });
  tell({ kind: 'done' });
}

async function runCheck({ file, trust, code }: Extract<Order, { readonly kind: 'check' }>): Promise<void> {
  tell({ kind: 'report', report: await checkFile(file, { trust, code }) });
}
