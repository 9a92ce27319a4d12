/** Events of the ledger in words. */
import type { LedgerEvent } from '../../../../sdk/ledger/ledger.ts';
import { encodeBase64url } from '../../../../sdk/verify/web-platform.ts';
import type { Names } from '../../calls/names.ts';
import { gitCommitVertical, keyRound, listChecks, lock, refreshCw, shieldCheck } from '../../icons/icons.ts';
import { audit as say } from '../../words/audit.ts';
import { countText } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';

export type EventText = { readonly icon: string; readonly text: string; readonly detail: string };

type Event<Kind extends LedgerEvent['kind']> = Extract<LedgerEvent, { readonly kind: Kind }>;
type Tells = {
  readonly [Kind in LedgerEvent['kind']]: (event: Event<Kind>, names: Names | undefined) => EventText;
};

/** What happened, in the page's language. */
export function textOf<Kind extends LedgerEvent['kind']>(
  event: Event<Kind>,
  names: Names | undefined,
): EventText {
  const tell = tells[event.kind] as (event: Event<Kind>, names: Names | undefined) => EventText;
  return tell(event, names);
}

/** The name of a log: its department’s, or that of the log of uses. */
export function logName(log: string, names: Names | undefined): string {
  const department = names?.department(log);
  if (log === 'access') return say.accessLog();
  return department === undefined ? log : nameOf(department);
}

const typeName = (id: string, names: Names | undefined): string => {
  const type = names?.type(id);
  return type === undefined ? id : nameOf(type);
};

const shortKey = (thumbprint: Uint8Array): string => encodeBase64url(thumbprint).slice(0, 8);

/** On the ledger places are counted from 0; people count from 1. */
const tells: Tells = {
  appended: ({ log, first, leaves }, names) => {
    const count = countText(leaves.length);
    return {
      icon: gitCommitVertical,
      text: log === 'access' ? say.sealedAccess(count) : say.sealedIssued(logName(log, names), count),
      detail: say.places(countText(first + 1), countText(first + leaves.length)),
    };
  },
  'status-changed': ({ department, list, changes }, names) => {
    const [valid, revoked, suspended] = [0, 1, 2].map(
      (value) => changes.filter((change) => change.value === value).length,
    );
    const parts = say.statusParts(valid ?? 0, revoked ?? 0, suspended ?? 0);
    return {
      icon: refreshCw,
      text: say.statusChanged(logName(department, names), countText(changes.length)),
      detail: [parts, say.statusList({ list })].filter((part) => part !== '').join(' · '),
    };
  },
  'key-started': ({ department, credentialType, thumbprint, from }, names) => ({
    icon: shieldCheck,
    text: say.keyStarted({
      department: logName(department, names),
      type: typeName(credentialType, names),
    }),
    detail: say.keyFrom({ kid: shortKey(thumbprint), from: countText(from + 1) }),
  }),
  'key-ended': ({ department, thumbprint, to }, names) => ({
    icon: lock,
    text: say.keyEnded({ department: logName(department, names) }),
    detail: say.keyTo({ kid: shortKey(thumbprint), to: countText(to) }),
  }),
  'owner-changed': ({ log, owner }, names) => ({
    icon: keyRound,
    text: say.ownerChanged({ log: logName(log, names) }),
    detail: owner,
  }),
  'account-changed': ({ department, account }, names) => ({
    icon: keyRound,
    text: say.accountChanged({ department: logName(department, names) }),
    detail: account,
  }),
  'suspension-changed': ({ department, suspended }, names) => {
    const name = { department: logName(department, names) };
    return {
      icon: suspended ? lock : shieldCheck,
      text: suspended ? say.suspended(name) : say.reinstated(name),
      detail: '',
    };
  },
  'checkpoint-key-changed': ({ log, key }, names) => ({
    icon: keyRound,
    text: say.checkpointKey({ log: logName(log, names) }),
    detail: shortKey(key),
  }),
  'registrations-published': ({ registrations }) => ({
    icon: listChecks,
    text: say.registrations(),
    detail: shortKey(registrations),
  }),
};
