/** What a matter asks for, given the conditions that hold. */
import type { CompleteMatter } from './catalog.ts';
import type { Consent } from './shapes.ts';

/** One credential of one subject, with the fields that the matter may see of it and why. */
export type AskedRow = {
  readonly subject: string;
  readonly credentialType: string;
  readonly fields: readonly string[];
  readonly purposeZh: string;
  readonly purposeEn: string;
  /** Conditions that hold and because of which it is asked for; empty where it always is. */
  readonly because: readonly { readonly id: string; readonly textZh: string; readonly textEn: string }[];
  /** States in which the matter takes the credential all the same. */
  readonly accepts: readonly ('expired' | 'suspended')[];
};

/** Identifiers of the conditions that a matter knows. */
export const conditionsOf = ({ addition }: CompleteMatter): readonly string[] => [
  ...new Set(addition.conditions.map(({ id }) => id)),
];

/**
 * The rows asked for: those always required, and those of which a named condition holds. A condition that isn't named
 * is not asked for. Two rows for one credential of one subject are asked for as one, with the fields of both.
 */
export function askedRows(matter: CompleteMatter, conditions: readonly string[]): readonly AskedRow[] {
  const rows = new Map<string, AskedRow>();
  for (const row of matter.asks) {
    const possible = matter.addition.conditions.filter((found) =>
      row.conditions === undefined
        ? found.subject === row.subject && found.credentialType === row.credentialType
        : row.conditions.includes(found.id),
    );
    const because = possible.filter(({ id }) => conditions.includes(id));
    if (row.necessity !== 'required' && because.length === 0) continue;
    const name = `${row.subject} ${row.credentialType}`;
    const before = rows.get(name);
    rows.set(name, {
      subject: row.subject,
      credentialType: row.credentialType,
      fields: [...new Set([...(before?.fields ?? []), ...row.fields])],
      purposeZh: row.purposeZh,
      purposeEn: row.purposeEn,
      because:
        row.necessity === 'required' ? [] : because.map(({ id, textZh, textEn }) => ({ id, textZh, textEn })),
      accepts:
        matter.addition.accepts.find((found) => found.credentialType === row.credentialType)?.states ?? [],
    });
  }
  return [...rows.values()];
}

/** The consents that a request needs: of every subject of whom something is asked for. */
export function neededConsents(matter: CompleteMatter, rows: readonly AskedRow[]): readonly Consent[] {
  return matter.consents.filter(({ subject }) => rows.some((row) => row.subject === subject));
}
