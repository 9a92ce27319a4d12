/** Faults in what is said about single credential types: derived fields and import rules. */
import type { CatalogData } from './read.ts';
import type { ImportRule } from './shapes.ts';

/** A sentence for each row that names a type, field or column that there isn't. */
export function findRuleFaults(data: CatalogData): string[] {
  const types = new Map(data.credentialTypes.map((row) => [row.id, row.fields]));
  const nameless = [...data.derivedFields, ...data.importRules]
    .filter((row) => !types.has(row.credentialType))
    .map((row) => `a rule for unknown credential type ${row.credentialType}`);
  const underived = data.derivedFields
    .filter(({ credentialType, field }) => {
      const fields = types.get(credentialType);
      return fields !== undefined && !fields.some((row) => row.name === field && row.derived === true);
    })
    .map((row) => `credential type ${row.credentialType}: ${row.field} is no derived field of it`);
  const misplaced = data.importRules.flatMap((rule) => {
    const columns = new Set([
      ...(types.get(rule.credentialType) ?? []).map((row) => row.name),
      ...rule.importOnly,
    ]);
    return columnsOf(rule)
      .filter((column) => !columns.has(column))
      .map((column) => `credential type ${rule.credentialType}: import rule reads unknown column ${column}`);
  });
  return [...nameless, ...underived, ...misplaced];
}

const columnsOf = (rule: ImportRule): string[] =>
  [rule.validUntilColumn, rule.deceasedColumn, rule.authority?.bornOn].filter(
    (column) => column !== undefined,
  );
