/** The rules that an item of a proof must meet, in the order in which their reasons are told. */
import { decodeBase64url } from '#platform';
import { isEqualBytes } from './bytes.ts';
import { rootFromInclusion } from './merkle.ts';
import type { SignatureCheck } from './platform.ts';
import type { Reason } from './reasons.ts';
import { encodedLeaf, type Item } from './resolve.ts';
import { STATUS, type StatusToken, statusAt } from './status-list.ts';
import type { ProofRequest, TrustedCity, VerifyOptions } from './types.ts';

/** What all items of a proof are judged by; times and spans in seconds. */
export type Bench = {
  readonly city: TrustedCity;
  readonly request: ProofRequest;
  readonly requestHash: string;
  readonly expect?: VerifyOptions['expect'];
  readonly now: number;
  readonly maxAge: number;
  readonly skew: number;
  readonly maxLedgerAge: number;
  readonly isGood: (check: SignatureCheck) => boolean;
  /** The inflated list, or undefined where it can't be inflated. */
  readonly listOf: (token: StatusToken) => Uint8Array | undefined;
};

/** One rule: `fails` tells the reason, or nothing where it holds. */
export type Rule = {
  readonly name: string;
  /** True where it needs to know who is meant to use the proof. */
  readonly needsExpectation?: true;
  readonly fails: (item: Item, bench: Bench) => Reason | undefined;
};

const unless = (holds: boolean, reason: Reason): Reason | undefined => (holds ? undefined : reason);

export const rules: readonly Rule[] = [
  {
    name: 'credential-signature',
    fails: ({ credentialCheck }, { isGood }) => unless(isGood(credentialCheck), 'BAD_SIGNATURE'),
  },
  {
    name: 'binding-signature',
    fails: ({ bindingCheck }, { isGood }) => unless(isGood(bindingCheck), 'BAD_SIGNATURE'),
  },
  {
    name: 'checkpoint-signature',
    fails: ({ checkpoint }, { isGood }) => unless(checkpoint.checks.some(isGood), 'BAD_SIGNATURE'),
  },
  {
    name: 'status-signature',
    fails: ({ status }, { isGood }) => unless(isGood(status.check), 'BAD_SIGNATURE'),
  },
  {
    name: 'statement-signature',
    fails: ({ statement }, { isGood }) =>
      unless(statement === undefined || isGood(statement.check), 'BAD_SIGNATURE'),
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
    name: 'presentation',
    fails: ({ binding, sdHash }) => unless(binding.sdHash === sdHash, 'WRONG_PRESENTATION'),
  },
  { name: 'item', fails: ({ binding, place }) => unless(binding.item === place, 'WRONG_ITEM') },
  { name: 'binding-time', fails: ({ binding }, bench) => ageOf(binding.issuedAt, bench) },
  {
    name: 'type',
    fails: ({ asked, credential }, { city }) =>
      unless(credential.type === `${city.cityId}/credential-types/${asked.credentialType}`, 'WRONG_TYPE'),
  },
  {
    name: 'origin',
    fails: ({ checkpoint }) => unless(checkpoint.note.origin === checkpoint.log.origin, 'NOT_ANCHORED'),
  },
  {
    name: 'log',
    fails: ({ evidence, department }) => unless(evidence.log === department.code, 'NOT_ANCHORED'),
  },
  { name: 'anchored', fails: (item) => unless(isIncluded(item), 'NOT_ANCHORED') },
  { name: 'one-view', fails: (item) => unless(isOneView(item), 'SPLIT_VIEW') },
  { name: 'accredited', fails: (item) => unless(isAccredited(item), 'ISSUER_NOT_ACCREDITED') },
  {
    name: 'ledger-age',
    fails: ({ binding }, { city, now, maxLedgerAge }) =>
      unless(now - Math.min(binding.ledgerAsOf, city.asOf) <= maxLedgerAge, 'LEDGER_STALE'),
  },
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
      unless(status.token.subject === credential.statusUri, 'STATUS_MISMATCH'),
  },
  { name: 'status-signer', fails: ({ status }) => unless(!status.key.ended, 'ISSUER_NOT_ACCREDITED') },
  {
    name: 'status-time',
    fails: ({ status: { token } }, { now, skew }) =>
      unless(token.issuedAt <= now + skew && now < token.expiresAt + skew, 'STATUS_UNREACHABLE'),
  },
  { name: 'status', fails: statusOf },
  {
    name: 'statement-signer',
    fails: ({ statement, department }) =>
      unless(
        statement === undefined || (!statement.key.ended && !department.suspended),
        'ISSUER_NOT_ACCREDITED',
      ),
  },
  { name: 'statement-source', fails: (item) => unless(isOfSource(item), 'WRONG_STATEMENT') },
  {
    name: 'statement-binding',
    fails: ({ statement, binding }) =>
      unless(
        statement === undefined ||
          (statement.said.audience === binding.audience &&
            statement.said.nonce === binding.nonce &&
            statement.said.request === binding.request),
        'WRONG_STATEMENT',
      ),
  },
  {
    name: 'statement-time',
    fails: ({ statement }, bench) => {
      if (statement === undefined) return undefined;
      const { issuedAt, expiresAt } = statement.said;
      return ageOf(issuedAt, bench) ?? unless(bench.now < expiresAt + bench.skew, 'TOO_OLD');
    },
  },
  { name: 'complete', fails: (item) => unless(missingOf(item).length === 0, 'INCOMPLETE') },
];

/** Fields that were asked for and are neither disclosed nor stated. */
export const missingOf = ({ asked, claims, statement }: Item): string[] =>
  asked.fields.filter(
    (field) => !Object.hasOwn(claims, field) && !Object.hasOwn(statement?.said.claims ?? {}, field),
  );

function ageOf(issuedAt: number, { now, maxAge, skew }: Bench): Reason | undefined {
  if (issuedAt > now + skew) return 'NOT_YET_VALID';
  return unless(now - issuedAt <= maxAge + skew, 'TOO_OLD');
}

function isIncluded({ leaf, evidence, checkpoint: { note } }: Item): boolean {
  const { index, path } = evidence;
  const root = rootFromInclusion({ leaf, index, size: note.size, path });
  return root !== undefined && isEqualBytes(root, note.root);
}

/** A checkpoint of the size that is known must have the root that is known; others need the log itself to compare. */
function isOneView({ checkpoint: { note, log } }: Item): boolean {
  const known = decodeBase64url(log.checkpoint.root);
  return note.size !== log.checkpoint.size || (known !== undefined && isEqualBytes(note.root, known));
}

function isAccredited({ key, asked, evidence: { index } }: Item): boolean {
  return key.types.some(
    ({ type, from, to }) => type === asked.credentialType && index >= from && (to === null || index < to),
  );
}

function statusOf({ status, credential }: Item, { listOf }: Bench): Reason | undefined {
  const list = listOf(status.token);
  const value = list && statusAt(list, credential.statusIndex);
  if (value === STATUS.valid) return undefined;
  if (value === STATUS.suspended) return 'SUSPENDED';
  return value === STATUS.invalid ? 'REVOKED' : 'STATUS_MISMATCH';
}

function isOfSource(item: Item): boolean {
  if (item.statement === undefined) return true;
  const { source, claims } = item.statement.said;
  const isSame =
    source.log === item.evidence.log &&
    source.index === item.evidence.index &&
    source.leaf === encodedLeaf(item);
  // What the credential itself says is never overruled.
  return isSame && !Object.keys(claims).some((name) => Object.hasOwn(item.claims, name));
}
