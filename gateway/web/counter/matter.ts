/** What a matter asks for where certain conditions hold, and who has to agree to it. */
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { ask as say } from '../words/counter-ask.ts';
import { language } from '../words/language.ts';
import { listText } from '../words/lists.ts';

export type Condition = CompleteMatter['addition']['conditions'][number];

/** One certificate of one role, with its fields. */
export type AskedRow = {
  readonly subject: string;
  readonly credentialType: string;
  readonly fields: readonly string[];
  readonly because: readonly Condition[];
};

/** Somebody who has to agree, for the roles of `subjects`. */
export type Giver = {
  readonly role: string;
  readonly subjects: readonly string[];
  /** Nobody can agree for the dead: two officers check. */
  readonly isDeceased: boolean;
};

/** Conditions that may hold, each once. */
export const eachOnce = (conditions: readonly Condition[]): readonly Condition[] => [
  ...new Map(conditions.map((condition) => [condition.id, condition])).values(),
];

/** What is asked for: what always is, and what a condition that holds asks for. The gateway decides by the same rule. */
export function askedRows(matter: CompleteMatter, conditions: readonly string[]): readonly AskedRow[] {
  const rows = new Map<string, AskedRow>();
  for (const row of matter.asks) {
    const because = matter.addition.conditions.filter(
      (one) => conditions.includes(one.id) && (row.conditions?.includes(one.id) ?? isOf(one, row)),
    );
    const isAlways = row.necessity === 'required';
    if (!isAlways && because.length === 0) continue;
    const name = `${row.subject} ${row.credentialType}`;
    const fields = new Set([...(rows.get(name)?.fields ?? []), ...row.fields]);
    const { subject, credentialType } = row;
    rows.set(name, { subject, credentialType, fields: [...fields], because: isAlways ? [] : because });
  }
  return [...rows.values()];
}

const isOf = (one: Condition, row: CompleteMatter['asks'][number]): boolean =>
  one.subject === row.subject && one.credentialType === row.credentialType;

/** Who has to agree to these rows, each once however many roles they stand in. */
export function giversOf({ consents }: CompleteMatter, rows: readonly AskedRow[]): readonly Giver[] {
  const needed = consents.filter(({ subject }) => rows.some((row) => row.subject === subject));
  return [...new Set(needed.map(({ givenBy }) => givenBy))].map((role) => ({
    role,
    subjects: needed.filter(({ givenBy }) => givenBy === role).map(({ subject }) => subject),
    isDeceased: role === 'none',
  }));
}

/** Under which names a request has the party of a giver. */
export const partyNames = ({ role, subjects }: Giver): readonly string[] =>
  subjects.includes(role) ? [role] : subjects;

/** What a role is called. */
export function roleText(matter: CompleteMatter, role: string): string {
  if (role === 'authorisedOperatorOfTheEntity') return say.operator();
  const named = matter.asks.find(({ subject }) => subject === role)?.subjectZh;
  if (language.value === 'en') return role.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return named ?? (role === 'guardian' ? say.guardian() : role);
}

/** What a giver is called: the one who acts, or the dead for whom nobody can. */
export const giverText = (matter: CompleteMatter, { role, subjects, isDeceased }: Giver): string =>
  isDeceased ? listText(subjects.map((subject) => roleText(matter, subject))) : roleText(matter, role);
