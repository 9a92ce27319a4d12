/** An access in words: who, what came of it, how, and who agreed. */
import type { Receipt } from '../../../../sdk/schemas/receipts.ts';
import type { Directory } from '../../calls/directory.ts';
import type { Names } from '../../calls/names.ts';
import { circleCheck, clock, eye, handHelping, octagonAlert, user } from '../../icons/icons.ts';
import { listText } from '../../words/lists.ts';
import { records as say } from '../../words/records.ts';
import { labelOf, nameOf } from '../../words/words.ts';

export type Known = { readonly names: Names; readonly directory: Directory };

type Kind = Receipt['kind'];
/** How an access looks: seen, said no or nothing happened, too much asked or somebody stopped it, one's own look. */
export type Look = { readonly icon: string; readonly tone: 'ok' | 'quiet' | 'warn' };

const looks = {
  answered: { icon: circleCheck, tone: 'ok' },
  repeat: { icon: circleCheck, tone: 'ok' },
  used: { icon: octagonAlert, tone: 'warn' },
  failed: { icon: octagonAlert, tone: 'warn' },
  'not-authorized': { icon: octagonAlert, tone: 'warn' },
  refused: { icon: handHelping, tone: 'quiet' },
  'authority-ended': { icon: octagonAlert, tone: 'warn' },
  expired: { icon: clock, tone: 'quiet' },
  withdrawn: { icon: handHelping, tone: 'quiet' },
  'not-entitled': { icon: octagonAlert, tone: 'warn' },
  'not-this-person': { icon: octagonAlert, tone: 'warn' },
  'wrong-digits': { icon: octagonAlert, tone: 'warn' },
  'face-consent': { icon: eye, tone: 'quiet' },
  'face-enrolment': { icon: eye, tone: 'quiet' },
  'face-end': { icon: eye, tone: 'quiet' },
  self: { icon: eye, tone: 'quiet' },
} as const satisfies Record<Kind, Look>;

/** An access by two officers has a person as its mark: it is the one to look at twice. */
export const lookOf = ({ kind, method }: Receipt): Look =>
  kind === 'answered' && method === 'officers' ? { icon: user, tone: 'warn' } : looks[kind];

export function whoText({ department }: Receipt, { names }: Known): string {
  const row = department === null ? undefined : names.department(department);
  return row === undefined ? (department ?? say.somebody()) : nameOf(row);
}

/** What came of it, in one sentence. */
export function outcomeText(receipt: Receipt, known: Known): string {
  const who = whoText(receipt, known);
  const fields = fieldCount(receipt);
  const texts: Readonly<Record<Kind, () => string>> = {
    answered: () => say.answered(who, shownCount(receipt)),
    repeat: () => say.repeat({ who }),
    used: () => say.used({ who }),
    failed: () => say.failed({ who }),
    'not-authorized': () => say.notAuthorized({ who }),
    refused: say.refused,
    'authority-ended': say.authorityEnded,
    expired: say.expired,
    withdrawn: say.withdrawn,
    'not-entitled': () => say.notEntitled(fields),
    'not-this-person': say.notThisPerson,
    'wrong-digits': say.wrongDigits,
    'face-consent': say.faceConsent,
    'face-enrolment': say.faceEnrolment,
    'face-end': say.faceEnd,
    self: () => ownLook(receipt, known),
  };
  return texts[receipt.kind]();
}

const lookers = {
  self: say.self,
  guardian: say.byGuardian,
  representative: say.byRepresentative,
  mandate: say.byMandate,
  officers: say.self,
} as const;

function ownLook({ agreedBy = 'self', items }: Receipt, { names }: Known): string {
  const types = [...new Set(items.map(({ credentialType }) => typeText(credentialType, names)))];
  if (types.length === 0) return say.selfNothing();
  return lookers[agreedBy]({ types: listText(types) });
}

export function typeText(id: string, names: Names): string {
  const type = names.type(id);
  return type === undefined ? id : nameOf(type);
}

export const isShown = ({ outcome }: Receipt['items'][number]): boolean => outcome === 'shown';
const fieldCount = ({ items }: Receipt): number => items.reduce((sum, item) => sum + item.fields.length, 0);
const shownCount = (receipt: Receipt): number =>
  fieldCount({ ...receipt, items: receipt.items.filter(isShown) });

const methods = {
  code: say.methodCode,
  number: say.methodNumber,
  show: say.methodShow,
  slip: say.methodSlip,
  officers: say.methodOfficers,
  face: say.methodFace,
} as const;

export const methodText = ({ method }: Receipt): string | undefined =>
  method === undefined ? undefined : methods[method]();

const agreements = {
  self: say.agreedSelf,
  guardian: say.agreedGuardian,
  representative: say.agreedRepresentative,
  mandate: say.agreedMandate,
  officers: say.agreedOfficers,
} as const;

/** Who agreed, where somebody did and it isn't a look of one's own. */
export function agreedText({ kind, basis, agreedBy }: Receipt): string | undefined {
  if (kind === 'self') return undefined;
  if (agreedBy !== undefined) return agreements[agreedBy]();
  return basis === 'duty' ? say.agreedDuty() : undefined;
}

/** Labels of an item's fields. */
export function itemText({ credentialType, fields }: Receipt['items'][number], { names }: Known): string {
  const type = names.type(credentialType);
  const labels = fields.map((name) => {
    const field = type?.fields.find((one) => one.name === name);
    return field === undefined ? name : labelOf(field);
  });
  return say.factsOf({ type: typeText(credentialType, names), fields: listText(labels) });
}
