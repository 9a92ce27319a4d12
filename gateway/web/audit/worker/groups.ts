/** Which checks of a proof belong together for people. */
import type { ProofGroup } from './messages.ts';

/** Every rule that proofs are judged by, in the group under which people see it; a test compares them. */
export const groups: Readonly<Record<Exclude<ProofGroup, 'paper'>, readonly string[]>> = {
  content: [
    'credential-signature',
    'checkpoint-signature',
    'status-signature',
    'statement-signature',
    'presentation',
    'item',
  ],
  accredited: ['type', 'accredited', 'status-signer', 'statement-signer'],
  anchored: ['origin', 'log', 'anchored'],
  state: ['begun', 'not-expired', 'status-subject', 'status-time', 'status'],
  audience: ['audience', 'nonce', 'request', 'credential-audience'],
  holder: ['binding-signature', 'binding-time'],
  complete: ['complete', 'statement-source', 'statement-binding', 'statement-time'],
  view: ['one-view', 'ledger-shown', 'ledger-age'],
};

/** What nobody needs to know of a proof whose content can't be believed. */
export const pointlessThen: ReadonlySet<ProofGroup> = new Set(['audience', 'holder', 'complete']);
