/** Names of what the department's pages tell by codes. */
import type { MatterSummary } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { findMatters } from '../calls/catalogue.ts';
import { type Loaded, useLoaded } from '../calls/loaded.ts';
import { type Names, readNames } from '../calls/names.ts';
import { tableDate, timeText } from '../words/dates.ts';
import { nameOf } from '../words/words.ts';
import { ownDepartment } from './own.ts';

/** The catalogue's names; a code stands for what it hasn't. */
export type Catalogue = Names & {
  readonly matter: (code: string) => MatterSummary | undefined;
};

const MOST_MATTERS = 200;

/** Names of departments, types and matters, for a component. */
export const useCatalogue = (): Loaded<Catalogue> =>
  useLoaded(
    () => undefined,
    async (_, signal) => {
      const [names, matters] = await Promise.all([readNames(), findMatters('', MOST_MATTERS, signal)]);
      const byCode = new Map(matters.items.map((row) => [row.code, row]));
      return { ...names, matter: (code) => byCode.get(code) };
    },
  );

/** Types that the own department issues. */
export const ownTypes = ({ types }: Catalogue): readonly CredentialType[] =>
  types.filter(({ issuingDepartmentCode }) => issuingDepartmentCode === ownDepartment());

export const typeName = (names: Catalogue | undefined, id: string): string => {
  const type = names?.type(id);
  return type === undefined ? id : nameOf(type);
};

export const matterName = (names: Catalogue | undefined, code: string): string => {
  const matter = names?.matter(code);
  return matter === undefined ? code : nameOf(matter);
};

/** A moment in a table. */
export const momentText = (when: string): string => `${tableDate(when)} ${timeText(when)}`;
