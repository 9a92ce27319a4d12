/** What a mandate covers: matters, and of those the types of credentials that it names. */
import type { Catalog } from '../catalog/catalog.ts';
import type { MandateScope } from '../database/tables/authorization.ts';

/** What is asked of a party: for which matter of which department, and which types of credentials. */
export type Asked = {
  readonly matter: string;
  readonly department: string;
  readonly credentialTypes: readonly string[];
};

/** True where a mandate reaches everything that is asked. */
export function covers({ matters, credentialTypes }: MandateScope, asked: Asked): boolean {
  if (credentialTypes !== null && !asked.credentialTypes.every((type) => credentialTypes.includes(type)))
    return false;
  switch (matters.kind) {
    case 'all':
      return true;
    case 'department':
      return matters.department === asked.department;
    case 'matters':
      return matters.codes.includes(asked.matter);
  }
}

/** True where everything that a scope names is in the catalogue. */
export function isKnownScope(
  { matters, credentialTypes }: MandateScope,
  { findDepartment, findMatter, findCredentialType }: Catalog,
): boolean {
  if (credentialTypes?.some((type) => findCredentialType(type) === undefined)) return false;
  if (matters.kind === 'department') return findDepartment(matters.department) !== undefined;
  return matters.kind === 'all' || matters.codes.every((code) => findMatter(code) !== undefined);
}

/** Types that the matters of a scope may ask for; null for all types. */
export function typesOf(
  { matters, credentialTypes }: MandateScope,
  catalog: Catalog,
): readonly string[] | null {
  if (matters.kind === 'all') return credentialTypes;
  const within = catalog.matters.filter(({ code, departmentCode }) =>
    matters.kind === 'department' ? departmentCode === matters.department : matters.codes.includes(code),
  );
  const asked = new Set(within.flatMap(({ asks }) => asks.map(({ credentialType }) => credentialType)));
  return [...asked].filter((type) => credentialTypes?.includes(type) ?? true);
}
