/** One person's receipts on an access log of many leaves, with the trust file that knows the log's key. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { signNote } from '../../gateway/log/checkpoint.ts';
import { MerkleTree } from '../../gateway/log/tree.ts';
import { openingOf } from '../../sdk/audit/receipt-chain.ts';
import { encodeBase64url } from '../../sdk/verify/base64url.ts';
import { checkpointBody, formatVerifierKey, verifierKeyOf } from '../../sdk/verify/checkpoint.ts';
import { cityNames } from '../../sdk/verify/names.ts';
import type { Trust } from '../../sdk/verify/types.ts';
import type { ReceiptWork } from './browser-work.ts';

const CITY = 'https://wangcheng.invalid';
const LEDGER = 'eip155:1:0x0000000000000000000000000000000000000001';
const NOBODY = `0x${'0'.repeat(40)}`;

/** `count` receipts among `others` leaves of other people. */
export async function makeReceipts(count: number, others: number): Promise<ReceiptWork> {
  const tree = new MerkleTree();
  for (let other = 0; other < others; other++) tree.append(randomBytes(32));
  let previous: string | null = null;
  const drafts = Array.from({ length: count }, (_, place) => {
    const draft = { ...draftOf(place + 1, previous), salt: encodeBase64url(randomBytes(32)) };
    const opening = openingOf({ ...draft, number: place + 1, leaf: '', evidence: null });
    previous = opening?.commitment ?? null;
    const leaf = opening?.leaf ?? '';
    return { ...draft, number: place + 1, leaf, index: tree.append(Buffer.from(leaf, 'base64url')) };
  });
  const { checkpoint, verifierKey, origin } = await signHead(tree);
  const receipts = drafts.map(({ index, ...draft }) => ({
    ...draft,
    evidence: { log: 'access', index, inclusion: tree.inclusion(index).map(encodeBase64url), checkpoint },
  }));
  const head = { size: tree.size, root: encodeBase64url(tree.root()) };
  const log = { name: 'access', origin, owner: NOBODY, verifierKeys: [verifierKey], checkpoint: head };
  return { receipts, trust: trustOf(log), ledgerId: LEDGER };
}

function draftOf(number: number, previous: string | null) {
  const receipt = {
    ...{ version: 1 as const, cityId: CITY, number, previous, kind: 'answered' as const },
    ...{ request: `request-${number}`, client: 'cab-counter', department: 'CAB', matter: 'WCM-CAB-002' },
    ...{ window: 'CAB-W1', role: 'applicant', basis: 'consent' as const, article: null },
    items: [
      { credentialType: 'resident-identity-card', fields: ['name', 'idNumber', 'gender'], outcome: 'shown' },
    ],
    at: '2026-11-25T08:00:00+08:00',
  };
  return { receipt };
}

async function signHead(tree: MerkleTree) {
  const origin = cityNames(CITY).logOrigin('access');
  const pair = generateKeyPairSync('ed25519');
  const publicKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  const key = {
    publicKey,
    sign: async (text: Uint8Array) => new Uint8Array(sign(null, text, pair.privateKey)),
  };
  const body = checkpointBody({ origin, size: tree.size, root: tree.root() });
  const verifierKey = formatVerifierKey(verifierKeyOf(origin, publicKey));
  return { origin, verifierKey, checkpoint: await signNote(body, { name: origin, key }) };
}

const trustOf = (log: Trust['cities'][number]['logs'][number]): Trust => ({
  version: 1,
  cities: [
    {
      cityId: CITY,
      ledger: {
        ...{ id: LEDGER, chainId: 1, genesis: `0x${'0'.repeat(64)}` },
        contracts: { issuers: NOBODY, logs: NOBODY, statusLists: NOBODY },
      },
      ...{ asOf: 0, logs: [log], departments: [] },
    },
  ],
});
