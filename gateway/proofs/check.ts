/** Why a credential doesn't answer: its checks in the order in which their reasons are told, none of which opens it. */
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Refusal } from '../../sdk/verify/types.ts';
import type { CredentialType } from '../catalog/shapes.ts';
import { civilDateOf, civilDaysBetween } from '../clock.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Candidate } from './candidates.ts';

/** Seconds after which what the gateway knows of the ledger is too old to be proved from; verifiers refuse it as well. */
const LEDGER_AGE_MAX = 86_400;

export type RefusalCode =
  | 'NO_SUCH_CREDENTIAL'
  | 'NOT_ANCHORED'
  | 'ISSUER_NOT_ACCREDITED'
  | 'REVOKED'
  | 'SUSPENDED'
  | 'EXPIRED'
  | 'STALE'
  | 'STATUS_UNREACHABLE'
  | 'LEDGER_STALE';

/** What a credential is checked against. */
export type CheckContext = {
  readonly type: CredentialType;
  /** States in which the matter takes it all the same. */
  readonly accepts: readonly ('expired' | 'suspended')[];
  readonly copy: Pick<VerifiedCopy, 'isAccreditedAt' | 'asOf'>;
  readonly now: Date;
  /** The department's identifier in signed things. */
  readonly issuer: (department: string) => string;
  readonly hasStatusToken: (department: string, list: number) => boolean;
  /** Whether the department can sign what the matter wants to have derived; true where it wants nothing. */
  readonly canState: (department: string) => boolean;
};

/** A credential that all checks let through. */
export type Anchored = Candidate & { readonly leaf: number };

type Check = (candidate: Anchored, context: CheckContext) => RefusalCode | undefined;

const checks: readonly Check[] = [
  ({ department, kid, credentialType, leaf }, { copy }) =>
    copy.isAccreditedAt({ department, thumbprint: kid, credentialType, leaf })
      ? undefined
      : 'ISSUER_NOT_ACCREDITED',
  ({ department }, { canState }) => (canState(department) ? undefined : 'ISSUER_NOT_ACCREDITED'),
  ({ status }) => (status === STATUS.invalid ? 'REVOKED' : undefined),
  ({ status }, { accepts }) =>
    status === STATUS.suspended && !accepts.includes('suspended') ? 'SUSPENDED' : undefined,
  ({ validUntil }, { accepts, now }) =>
    validUntil !== null && validUntil < civilDateOf(now) && !accepts.includes('expired')
      ? 'EXPIRED'
      : undefined,
  (candidate, { type, now }) => {
    const { maxSnapshotAgeDays } = type.freshnessRule;
    return maxSnapshotAgeDays !== null && ageOf(candidate, type, now) > maxSnapshotAgeDays
      ? 'STALE'
      : undefined;
  },
  ({ department, list }, { hasStatusToken }) =>
    hasStatusToken(department, list) ? undefined : 'STATUS_UNREACHABLE',
  (_, { copy, now }) =>
    now.getTime() - copy.asOf.getTime() > 1000 * LEDGER_AGE_MAX ? 'LEDGER_STALE' : undefined,
];

/** The first reason against a credential, or the credential itself where there is none. */
export function check(candidate: Candidate | undefined, context: CheckContext): Refusal | Anchored {
  if (candidate === undefined) return { refusal: { code: 'NO_SUCH_CREDENTIAL' } };
  const issuer = context.issuer(candidate.department);
  if (!isAnchored(candidate)) return { refusal: { code: 'NOT_ANCHORED', issuer } };
  for (const fails of checks) {
    const code = fails(candidate, context);
    if (code === undefined) continue;
    const age = code === 'STALE' ? { age: ageOf(candidate, context.type, context.now) } : {};
    return { refusal: { code, issuer, ...age } };
  }
  return candidate;
}

const isAnchored = (candidate: Candidate): candidate is Anchored => candidate.leaf !== null;

export const isRefusal = (checked: Refusal | object): checked is Refusal => 'refusal' in checked;

/**
 * Whole civil days since the department confirmed its data, or since issue where the credential is a snapshot of one
 * day or nothing was ever confirmed.
 */
function ageOf({ issuedAt, confirmedAt }: Candidate, type: CredentialType, now: Date): number {
  const since = type.validityRule.kind === 'snapshot' ? issuedAt : (confirmedAt ?? issuedAt);
  return civilDaysBetween(civilDateOf(since), civilDateOf(now));
}
