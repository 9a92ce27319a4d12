/** Entitlement: what a client may ask for is the catalogue's fields of the matter, as far as it registered them. */
import { type AskedRow, askedRows, conditionsOf, neededConsents } from '../catalog/ask.ts';
import type { CompleteMatter } from '../catalog/catalog.ts';
import type { Client, Consent } from '../catalog/shapes.ts';
import { CityError } from '../errors.ts';

/** What is asked for by subject and credential type: field names. */
export type NamedFields = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What a request asks for, and of whom consent is needed. */
export type Entitled = { readonly rows: readonly AskedRow[]; readonly consents: readonly Consent[] };

export type Asking = {
  readonly matter: CompleteMatter;
  readonly client: Client;
  readonly conditions: readonly string[];
  /** Fields that are asked for where not all are. */
  readonly fields: NamedFields | undefined;
  /** Civil date, on which registrations are looked at. */
  readonly date: string;
};

/**
 * The rows that may be asked for. Nothing is narrowed silently: one name beyond catalogue and registration refuses the
 * whole request.
 * @throws CityError WRONG_MATTER, UNKNOWN_CONDITION, NOT_ENTITLED
 */
export function entitle({ matter, client, conditions, fields, date }: Asking): Entitled {
  if (matter.departmentCode !== client.departmentCode)
    throw new CityError('WRONG_MATTER', { matter: matter.code });
  const unknown = conditions.filter((id) => !conditionsOf(matter).includes(id));
  if (unknown.length > 0) throw new CityError('UNKNOWN_CONDITION', { conditions: unknown });
  const possible = askedRows(matter, conditions).map((row) => ({
    ...row,
    fields: registeredFields(row, { matter, client, date }),
  }));
  const rows = fields === undefined ? possible : narrow(possible, fields);
  const asked = rows.filter((row) => row.fields.length > 0);
  return { rows: asked, consents: neededConsents(matter, asked) };
}

/** Fields of a row that the client registered for the matter; all of them where it registered none in particular. */
function registeredFields(
  row: AskedRow,
  { matter, client, date }: Pick<Asking, 'matter' | 'client' | 'date'>,
): readonly string[] {
  const own = client.registered.filter(
    (found) => found.matter === matter.code && found.credentialType === row.credentialType,
  );
  if (own.length === 0) return row.fields;
  const inForce = own.filter(({ from, until }) => from <= date && (until === null || date <= until));
  return row.fields.filter((name) => inForce.some((found) => found.fields.includes(name)));
}

function narrow(possible: readonly AskedRow[], fields: NamedFields): readonly AskedRow[] {
  const beyond: string[] = [];
  for (const [subject, types] of Object.entries(fields))
    for (const [credentialType, names] of Object.entries(types)) {
      const row = possible.find(
        (found) => found.subject === subject && found.credentialType === credentialType,
      );
      for (const name of names)
        if (!row?.fields.includes(name)) beyond.push(`${subject}.${credentialType}.${name}`);
    }
  if (beyond.length > 0) throw new CityError('NOT_ENTITLED', { fields: beyond });
  return possible
    .map((row) => ({
      ...row,
      fields: row.fields.filter((name) => fields[row.subject]?.[row.credentialType]?.includes(name)),
    }))
    .filter((row) => row.fields.length > 0);
}

/** The same question in the Digital Credentials Query Language (OpenID4VP 1.0 section 6), for wallets to come. */
export function toDcql(rows: readonly AskedRow[], typeName: (credentialType: string) => string): object {
  return {
    credentials: rows.map((row) => ({
      id: `${row.subject}-${row.credentialType}`,
      format: 'dc+sd-jwt',
      meta: { vct_values: [typeName(row.credentialType)] },
      claims: row.fields.map((name) => ({ path: [name] })),
    })),
  };
}
