/** Derived fields that no credential holds: computed from its values on a civil date, or compared with another person. */
import type { Subject } from '../actor.ts';
import type { DerivedField } from '../catalog/shapes.ts';
import type { Keys } from '../keys/keys.ts';
import { birthday } from './authority.ts';
import { subjectOf } from './subjects.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A computed field on a civil date (`YYYY-MM-DD`, Asia/Shanghai); undefined where the credential lacks what it is
 * computed from.
 */
export function compute(
  { rule, inputs, parameter }: DerivedField,
  values: Values,
  date: string,
): boolean | undefined {
  const given = inputs.map((name) => values[name]);
  if (rule === undefined || given.some((value) => value === undefined)) return undefined;
  return rules[rule]({ given, parameter, date });
}

type Case = {
  readonly given: readonly unknown[];
  readonly parameter: DerivedField['parameter'];
  readonly date: string;
};

const rules: Readonly<Record<NonNullable<DerivedField['rule']>, (given: Case) => boolean>> = {
  'age-at-least': ({ given, parameter, date }) => birthday(String(given[0]), Number(parameter)) <= date,
  'one-of': ({ given, parameter }) => Array.isArray(parameter) && parameter.includes(String(given[0])),
  'date-not-passed': ({ given, date }) => given[0] === '长期' || String(given[0]) >= date,
  'number-at-least': ({ given, parameter }) => Number(given[0]) >= Number(parameter),
  'insured-within-months': ({ given, parameter, date }) =>
    given[0] === '正常' && monthsBetween(String(given[1]), date) <= Number(parameter),
};

function monthsBetween(month: string, date: string): number {
  const count = (text: string): number => 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7));
  return count(date) - count(month);
}

/**
 * Whether the credential names the other person: by comparing keyed hashes, so that the other's number is never
 * opened. Undefined where the credential lacks what is compared.
 */
export function compare(
  { inputs }: DerivedField,
  values: Values,
  { keys, other }: { readonly keys: Pick<Keys, 'blind'>; readonly other: Subject },
): boolean | undefined {
  const given = inputs.flatMap((name) => values[name] ?? []);
  if (given.length === 0) return undefined;
  return given.some((value) => subjectOf(keys, numberIn(value)) === other);
}

/** Members of a household are records with a number, owners are numbers. */
function numberIn(value: unknown): string {
  return typeof value === 'object' && value !== null && 'idNumber' in value
    ? String(value.idNumber)
    : String(value);
}
