/** As what, for what and until when one acts for another, in words. */
import type { Family, Mandate } from '../../../../sdk/schemas/mandates.ts';
import type { Directory } from '../../calls/directory.ts';
import type { Names } from '../../calls/names.ts';
import { acting as say } from '../../words/acting.ts';
import { longDate } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';

export type Acting = Family['mayActForMe'][number];

const kinds = {
  self: say.asSelf,
  guardian: say.asGuardian,
  representative: say.asRepresentative,
  mandate: say.asMandate,
} as const satisfies Record<Acting['kind'], () => string>;

export const authorityText = ({ kind }: Acting): string => kinds[kind]();

/** A mandate counts through its last day; a child's rights are its own from the birthday on. */
export function untilText({ kind, until }: Acting): string {
  if (until === null) return say.noEnd();
  const date = longDate(until);
  return kind === 'guardian' ? say.untilBirthday({ date }) : say.untilDay({ date });
}

type Known = { readonly names: Names; readonly directory: Directory };

/** What a mandate is for; nothing is left out where there is no scope. */
export function scopeText(scope: Mandate['scope'] | null, { names, directory }: Known): string {
  if (scope === null) return say.scopeAll();
  const { matters, credentialTypes } = scope;
  const types = credentialTypes?.map((id) => named(names.type(id), id));
  const what =
    matters.kind === 'all'
      ? say.scopeAll()
      : matters.kind === 'department'
        ? say.scopeDepartment({ department: named(names.department(matters.department), matters.department) })
        : say.scopeMatters(matters.codes.map((code) => named(directory.matter(code), code)));
  return types === undefined ? what : say.scopeTypes(what, types);
}

const named = (
  row: { readonly nameZh: string; readonly nameEn: string } | undefined,
  code: string,
): string => (row === undefined ? code : nameOf(row));

const OWN_CONSENT_BEFORE_FULL_AGE = 4;

/** The fourteenth birthday of a child whose eighteenth is known (Personal Information Protection Law, art. 31). */
export function fourteenthBirthday(eighteenth: string): string {
  const [year = '', ...rest] = eighteenth.split('-');
  return [Number(year) - OWN_CONSENT_BEFORE_FULL_AGE, ...rest].join('-');
}
