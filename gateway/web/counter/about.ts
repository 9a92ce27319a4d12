/** What the catalogue says of what a proof is about: the matter, the types of credentials, and who issues them. */
import type { CompleteMatter, Department } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { findMatter, listCredentialTypes, listDepartments } from '../calls/catalogue.ts';
import { nameOf } from '../words/words.ts';

export type About = {
  readonly matter: CompleteMatter;
  readonly types: readonly CredentialType[];
  readonly departments: readonly Department[];
};

/** Reads it for a matter. @throws CallProblem, Unreached */
export const findAbout = async (matter: string, signal: AbortSignal): Promise<About> => {
  const [row, types, departments] = await Promise.all([
    findMatter(matter, signal),
    listCredentialTypes(signal),
    listDepartments(signal),
  ]);
  return { matter: row, types: types.items, departments: departments.items };
};

/** What a type is called; its id where the catalogue doesn't know it. */
export const typeText = ({ types }: About, id: string): string => {
  const type = types.find((one) => one.id === id);
  return type === undefined ? id : nameOf(type);
};
