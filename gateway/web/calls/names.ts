/** What the catalogue calls departments, types and their fields; read once for all pages of an area. */
import type { Department } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { listCredentialTypes, listDepartments } from './catalogue.ts';
import { type Loaded, useLoaded } from './loaded.ts';

export type Names = {
  readonly departments: readonly Department[];
  readonly types: readonly CredentialType[];
  readonly department: (code: string) => Department | undefined;
  readonly type: (id: string) => CredentialType | undefined;
};

let known: Promise<Names> | undefined;

/** @throws CallProblem, Unreached */
export function readNames(): Promise<Names> {
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

/** The same for a component. */
export const useNames = (): Loaded<Names> => useLoaded(() => undefined, readNames);

async function read(): Promise<Names> {
  const [departments, types] = await Promise.all([listDepartments(), listCredentialTypes()]);
  const departmentOf = new Map(departments.items.map((row) => [row.code, row]));
  const typeOf = new Map(types.items.map((row) => [row.id, row]));
  return {
    departments: departments.items,
    types: types.items,
    department: (code) => departmentOf.get(code),
    type: (id) => typeOf.get(id),
  };
}
