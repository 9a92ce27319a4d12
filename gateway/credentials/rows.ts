/** Rows of a department's file: what each column must hold, and what becomes of it. */
import type { Catalog } from '../catalog/catalog.ts';
import { licenceIdentifier } from '../catalog/licence-identifier.ts';
import type { CredentialField, CredentialType, ImportRule } from '../catalog/shapes.ts';
import { claimNames, LICENCE_CLAIM } from '../catalog/type-metadata.ts';
import { isCivilDate } from '../clock.ts';
import { kindOfNumber } from './subjects.ts';

/**
 * Why a row was not taken; `reason` is a stable code, and no value is ever repeated: a column that the type doesn't have
 * is told by its place (`#3`), since without a heading its name is somebody's value.
 */
export type RowFault = { readonly column: string | null; readonly reason: RowReason };
export type RowReason =
  | 'NOT_A_RECORD'
  | 'UNKNOWN_COLUMN'
  | 'MISSING'
  | 'NOT_A_DATE'
  | 'NOT_A_NUMBER'
  | 'NOT_A_BOOLEAN'
  | 'NOT_A_LIST'
  | 'NOT_A_TEXT'
  | 'TOO_LONG'
  | 'NO_SUCH_NUMBER'
  | 'WRONG_HOLDER'
  | 'RECORD_STANDS_TWICE'
  | 'LINE_TOO_LONG';

/** A row that holds: typed values of its columns, whose credential it is, and under which record. */
export type GoodRow = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly holder: string;
  readonly record: string;
  readonly validUntil: string | null;
  readonly isDeceased: boolean;
  /** Numbers of those to whom the record gives authority over the holder. */
  readonly givers: readonly string[];
};

/** Longest value: a portrait of 12 KB as a data URL fits. */
const MOST_CHARACTERS = 16_384;
const LONG_TERM = '长期';
const DECIMAL = /^-?\d+(\.\d+)?$/;

export type RowReader = (row: unknown) => GoodRow | RowFault;
export const isFault = (row: GoodRow | RowFault): row is RowFault => 'reason' in row;

/** Every column that a file of the type may have; a row without a needed one is faulty. */
export function importColumns(
  type: CredentialType,
  rule: ImportRule,
  catalog: Parameters<typeof claimNames>[1],
): readonly { readonly name: string; readonly isNeeded: boolean }[] {
  const claims = new Set(claimNames(type, catalog));
  const fields = type.fields.map(({ name }) => name).filter((name) => claims.has(name));
  return [...new Set([...fields, ...rule.importOnly])].map((name) => ({
    name,
    isNeeded: name === rule.holderColumn || name === rule.recordColumn,
  }));
}

/** Reads rows of one type. */
export function rowReader(type: CredentialType, rule: ImportRule, catalog: Catalog): RowReader {
  const claims = new Set(claimNames(type, catalog));
  const fields = new Map(
    type.fields.filter(({ name }) => claims.has(name)).map((field) => [field.name, field]),
  );
  const known = new Set(type.fields.map(({ name }) => name));
  return (row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return { column: null, reason: 'NOT_A_RECORD' };
    const values: Record<string, unknown> = {};
    for (const [place, [column, given]] of Object.entries(row).entries()) {
      const field = fields.get(column);
      if (field === undefined && !rule.importOnly.includes(column))
        return { column: known.has(column) ? column : `#${place + 1}`, reason: 'UNKNOWN_COLUMN' };
      if (given === null || (typeof given === 'string' && given.trim() === '')) continue;
      const value =
        field === undefined ? importedValue(given, column === rule.deceasedColumn) : typedValue(given, field);
      if (isReason(value)) return { column, reason: value.reason };
      values[column] = value;
    }
    const missing = [rule.holderColumn, rule.recordColumn].find((name) => values[name] === undefined);
    if (missing !== undefined) return { column: missing, reason: 'MISSING' };
    return complete(values, type, rule);
  };
}

type Refusal = { readonly reason: RowReason };
const isReason = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'reason' in value;

const importedValue = (given: unknown, isFlag: boolean): unknown => (isFlag ? flagOf(given) : textOf(given));

function flagOf(given: unknown): boolean | Refusal {
  if (given === true || given === 'true') return true;
  return given === false || given === 'false' ? false : { reason: 'NOT_A_BOOLEAN' };
}

function textOf(given: unknown): string | Refusal {
  // JSON Lines may have a number where a text is meant; nothing else has one way to be written.
  const isText = typeof given === 'string' || Number.isSafeInteger(given);
  if (!isText) return { reason: 'NOT_A_TEXT' };
  const text = String(given).trim();
  return text.length > MOST_CHARACTERS ? { reason: 'TOO_LONG' } : text;
}

function typedValue(given: unknown, field: CredentialField): unknown {
  switch (field.type) {
    case 'integer':
    case 'number': {
      const isDecimal = typeof given === 'string' && DECIMAL.test(given.trim());
      const number = isDecimal ? Number(given) : given;
      if (typeof number !== 'number') return { reason: 'NOT_A_NUMBER' };
      const isGood = Number.isFinite(number) && (field.type === 'number' || Number.isSafeInteger(number));
      return isGood ? number : { reason: 'NOT_A_NUMBER' };
    }
    case 'boolean':
      return flagOf(given);
    case 'array':
      return listOf(given);
    default:
      return datedText(textOf(given), field.format);
  }
}

function listOf(given: unknown): unknown {
  if (Array.isArray(given)) return given;
  try {
    const list: unknown = JSON.parse(String(given));
    if (Array.isArray(list)) return list;
  } catch {
    // Told below like any other text that is no list.
  }
  return { reason: 'NOT_A_LIST' };
}

const patterns: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/,
  'year-month': /^\d{4}-\d{2}$/,
};

function datedText(text: string | Refusal, format: string | undefined): string | Refusal {
  const pattern = format === undefined ? undefined : patterns[format];
  if (typeof text !== 'string' || pattern === undefined || (format === 'date' && text === LONG_TERM))
    return text;
  const day = format === 'year-month' ? `${text}-01` : text.slice(0, 10);
  const isTime = format !== 'date-time' || !Number.isNaN(Date.parse(text));
  return pattern.test(text) && isCivilDate(day) && isTime ? text : { reason: 'NOT_A_DATE' };
}

function complete(
  values: Record<string, unknown>,
  type: CredentialType,
  rule: ImportRule,
): GoodRow | RowFault {
  const holder = String(values[rule.holderColumn]);
  const kind = kindOfNumber(holder);
  if (kind === undefined) return { column: rule.holderColumn, reason: 'NO_SUCH_NUMBER' };
  if (!type.holderKinds.includes(kind === 'person' ? 'naturalPerson' : 'legalPerson'))
    return { column: rule.holderColumn, reason: 'WRONG_HOLDER' };
  const givers = (rule.authority?.givers ?? []).filter((column) => values[column] !== undefined);
  const unknown = givers.find((column) => kindOfNumber(String(values[column])) === undefined);
  if (unknown !== undefined) return { column: unknown, reason: 'NO_SUCH_NUMBER' };
  // From when and until when somebody may act for a child follows from its birth.
  const { bornOn } = rule.authority ?? {};
  if (givers.length > 0 && bornOn !== undefined && values[bornOn] === undefined)
    return { column: bornOn, reason: 'MISSING' };
  const until = rule.validUntilColumn === undefined ? undefined : values[rule.validUntilColumn];
  return {
    values,
    holder,
    record: String(values[rule.recordColumn]),
    validUntil: until === undefined || until === LONG_TERM ? null : String(until),
    isDeceased: rule.deceasedColumn !== undefined && values[rule.deceasedColumn] === true,
    givers: givers.map((column) => String(values[column])),
  };
}

/** Claims of a good row, split by what is always shown and what is only disclosed. */
export function claimsOf(
  { values }: GoodRow,
  {
    type,
    rule,
    issuerCode,
    serial,
    version,
  }: {
    readonly type: CredentialType;
    readonly rule: ImportRule;
    readonly issuerCode: string;
    /** Letters and digits that stand for the record in the licence identifier. */
    readonly serial: string;
    readonly version: number;
  },
): { open: Record<string, unknown>; hidden: Record<string, unknown> } {
  const open: Record<string, unknown> = {};
  const hidden: Record<string, unknown> = {};
  for (const field of type.fields) {
    const value = values[field.name];
    if (value === undefined || rule.importOnly.includes(field.name)) continue;
    (field.selectivelyDisclosable ? hidden : open)[field.name] = value;
  }
  hidden[LICENCE_CLAIM] = licenceIdentifier({ typeCode: type.demoTypeCode, issuerCode, serial, version });
  return { open, hidden };
}
