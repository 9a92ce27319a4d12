/** The rules that an item of a proof must meet, in the order in which their reasons are told. */
import { decodeBase64url } from '#platform';
import { type Bench, unless } from './bench.ts';
import { isEqualBytes } from './bytes.ts';
import { rootFromInclusion } from './merkle.ts';
import type { Reason } from './reasons.ts';
import { need } from './refused.ts';
import { encodedLeaf, type Item } from './resolve.ts';
import { STATUS, statusAt } from './status-list.ts';
import { faultOfLedgerAge, faultOfMoment, isCurrent } from './times.ts';

/** One rule: `fails` tells the reason, or nothing where it holds. @throws Refused where what it needs couldn't be found */
export type Rule = {
  readonly name: string;
  /** True where it needs to know who is meant to use the proof. */
  readonly needsExpectation?: true;
  readonly fails: (item: Item, bench: Bench) => Reason | undefined;
};

export const rules: readonly Rule[] = [
  {
    name: 'credential-signature',
    fails: ({ signer }, { isGood }) => unless(isGood(need(signer).check), 'BAD_SIGNATURE'),
  },
  {
    name: 'binding-signature',
    fails: ({ bindingCheck }, { isGood }) => unless(isGood(bindingCheck), 'BAD_SIGNATURE'),
  },
  {
    name: 'checkpoint-signature',
    fails: ({ checkpoint }, { isGood }) => unless(need(checkpoint).checks.some(isGood), 'BAD_SIGNATURE'),
  },
  {
    name: 'status-signature',
    fails: ({ status }, { isGood }) => unless(isGood(need(status).check), 'BAD_SIGNATURE'),
  },
  {
    name: 'statement-signature',
    fails: ({ statement }, { isGood }) => {
      const check = need(statement)?.check;
      return unless(check === undefined || isGood(check), 'BAD_SIGNATURE');
    },
  },
  {
    name: 'audience',
    needsExpectation: true,
    fails: ({ binding }, { expect }) => unless(binding.audience === expect?.audience, 'WRONG_AUDIENCE'),
  },
  {
    name: 'nonce',
    needsExpectation: true,
    fails: ({ binding }, { expect }) => unless(binding.nonce === expect?.nonce, 'WRONG_NONCE'),
  },
  {
    name: 'request',
    fails: ({ binding }, { request, requestHash }) =>
      unless(
        binding.request === requestHash &&
          binding.audience === request.audience &&
          binding.nonce === request.nonce,
        'WRONG_REQUEST',
      ),
  },
  {
    name: 'credential-audience',
    fails: ({ credential: { audiences }, binding }) =>
      unless(audiences === undefined || audiences.includes(binding.audience), 'WRONG_AUDIENCE'),
  },
  {
    name: 'presentation',
    fails: ({ binding, sdHash }) => unless(binding.sdHash === sdHash, 'WRONG_PRESENTATION'),
  },
  { name: 'item', fails: ({ binding, place }) => unless(binding.item === place, 'WRONG_ITEM') },
  { name: 'binding-time', fails: ({ binding }, bench) => faultOfMoment(binding, bench) },
  {
    name: 'type',
    fails: ({ asked, credential }, { city }) =>
      unless(credential.type === `${city.cityId}/credential-types/${asked.credentialType}`, 'WRONG_TYPE'),
  },
  {
    name: 'origin',
    fails: ({ checkpoint }) => {
      const { note, log } = need(checkpoint);
      return unless(note.origin === log.origin, 'NOT_ANCHORED');
    },
  },
  {
    name: 'log',
    fails: ({ evidence, department }) => unless(evidence.log === need(department).code, 'NOT_ANCHORED'),
  },
  { name: 'anchored', fails: (item) => unless(isIncluded(item), 'NOT_ANCHORED') },
  { name: 'one-view', fails: (item) => unless(isOneView(item), 'SPLIT_VIEW') },
  { name: 'accredited', fails: (item) => unless(isAccredited(item), 'ISSUER_NOT_ACCREDITED') },
  {
    name: 'ledger-shown',
    fails: ({ binding }, { ledgerAsOf }) => unless(binding.ledgerAsOf === ledgerAsOf, 'MALFORMED'),
  },
  { name: 'ledger-age', fails: faultOfLedgerAge },
  {
    name: 'begun',
    fails: ({ credential }, { now, skew }) => unless(credential.notBefore <= now + skew, 'NOT_YET_VALID'),
  },
  {
    name: 'not-expired',
    fails: ({ credential }, { now, skew }) => unless(now < credential.expiresAt + skew, 'EXPIRED'),
  },
  {
    name: 'status-subject',
    fails: ({ status, credential }) =>
      unless(need(status).token.subject === credential.statusUri, 'STATUS_MISMATCH'),
  },
  { name: 'status-signer', fails: ({ status }) => unless(!need(status).key.ended, 'ISSUER_NOT_ACCREDITED') },
  { name: 'status-time', fails: (item, bench) => unless(isCurrent(item, bench), 'STATUS_UNREACHABLE') },
  { name: 'status', fails: statusOf },
  {
    name: 'statement-signer',
    fails: ({ statement, department }) => {
      const key = need(statement)?.key;
      const isEntitled = key === undefined || (!key.ended && !need(department).suspended);
      return unless(isEntitled, 'ISSUER_NOT_ACCREDITED');
    },
  },
  { name: 'statement-source', fails: (item) => unless(isOfSource(item), 'WRONG_STATEMENT') },
  {
    name: 'statement-binding',
    fails: ({ statement, binding }) => {
      const said = need(statement)?.said;
      const isBound =
        said === undefined ||
        (said.audience === binding.audience &&
          said.nonce === binding.nonce &&
          said.request === binding.request);
      return unless(isBound, 'WRONG_STATEMENT');
    },
  },
  {
    name: 'statement-time',
    fails: ({ statement }, bench) => {
      const said = need(statement)?.said;
      return said && faultOfMoment(said, bench);
    },
  },
  { name: 'complete', fails: (item) => unless(isComplete(item), 'INCOMPLETE') },
];

/** Whether every field that was asked for is disclosed or stated. */
function isComplete({ asked, claims, statement }: Item): boolean {
  const stated = need(statement)?.said.claims ?? {};
  return asked.fields.every((field) => Object.hasOwn(claims, field) || Object.hasOwn(stated, field));
}

function isIncluded({ leaf, evidence, checkpoint }: Item): boolean {
  const { index, path } = evidence;
  const { note } = need(checkpoint);
  const root = rootFromInclusion({ leaf, index, size: note.size, path });
  return root !== undefined && isEqualBytes(root, note.root);
}

/** A checkpoint of the size that is known must have the root that is known; others need the log itself to compare. */
function isOneView({ checkpoint }: Item): boolean {
  const { note, log } = need(checkpoint);
  const known = decodeBase64url(log.checkpoint.root);
  return note.size !== log.checkpoint.size || (known !== undefined && isEqualBytes(note.root, known));
}

function isAccredited({ signer, asked, evidence: { index } }: Item): boolean {
  return need(signer).key.types.some(
    ({ type, from, to }) => type === asked.credentialType && index >= from && (to === null || index < to),
  );
}

function statusOf({ status, credential }: Item, { listOf }: Bench): Reason | undefined {
  const list = listOf(need(status).token);
  const value = list && statusAt(list, credential.statusIndex);
  if (value === STATUS.valid) return undefined;
  if (value === STATUS.suspended) return 'SUSPENDED';
  return value === STATUS.invalid ? 'REVOKED' : 'STATUS_MISMATCH';
}

function isOfSource(item: Item): boolean {
  const said = need(item.statement)?.said;
  if (said === undefined) return true;
  const { source, claims } = said;
  const isSame =
    source.log === item.evidence.log &&
    source.index === item.evidence.index &&
    source.leaf === encodedLeaf(item);
  // What the credential itself says is never overruled.
  return isSame && !Object.keys(claims).some((name) => Object.hasOwn(item.claims, name));
}
