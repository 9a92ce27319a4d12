/** Changes of status and their reasons, as words and as the gateway allows them together. */
import type { StatusChangeWish } from '../../../../sdk/schemas/issuing.ts';
import { decisions as say } from '../../words/department-decisions.ts';

export type Change = StatusChangeWish['change'];
export type Reason = NonNullable<StatusChangeWish['reason']>;

/** What a change means, and for which reasons it may be made; none has to be given where there are none. */
export const changes: Readonly<
  Record<
    Change,
    { readonly text: () => string; readonly what: () => string; readonly reasons: readonly Reason[] }
  >
> = {
  suspend: { text: say.suspend, what: say.suspendWhat, reasons: ['suspended', 'lapsed', 'other'] },
  reinstate: { text: say.reinstate, what: say.reinstateWhat, reasons: [] },
  revoke: {
    text: say.revoke,
    what: say.revokeWhat,
    reasons: ['cancelled', 'rescinded', 'revoked', 'lapsed', 'moved-out', 'other'],
  },
};

/** Reasons in words, by code. */
const reasons: Readonly<Partial<Record<string, () => string>>> = {
  suspended: say.reasonSuspended,
  lapsed: say.reasonLapsed,
  rescinded: say.reasonRescinded,
  cancelled: say.reasonCancelled,
  'moved-out': say.reasonMovedOut,
  revoked: say.reasonRevoked,
  other: say.reasonOther,
} satisfies Record<Reason, () => string>;

/** A reason in words; the code itself where a later gateway knows more. */
export const reasonText = (reason: string): string => reasons[reason]?.() ?? reason;
