/** Names that are needed to read a proof without a network: of matters, certificates, fields and departments. */
import { shallowRef } from 'vue';
import type { MatterSummary } from '../../../../sdk/schemas/catalog.ts';
import type { CredentialField, CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import { call } from '../../calls/call.ts';
import { type Items, listCredentialTypes } from '../../calls/catalogue.ts';
import { keep, kept } from '../../calls/session-store.ts';
import { labelOf, nameOf } from '../../words/words.ts';

const NAME = 'catalogue';

type Catalogue = { readonly types: readonly CredentialType[]; readonly matters: readonly MatterSummary[] };

const known = shallowRef<Catalogue>({ types: [], matters: [] });

/** Reads it and keeps it for the session. @throws CallProblem, Unreached */
export async function refreshCatalogue(department: string): Promise<void> {
  const wish = new URLSearchParams({ department, limit: '100' });
  const [types, matters] = await Promise.all([
    listCredentialTypes(),
    call<Items<MatterSummary>>('GET', `/catalog/matters?${wish}`),
  ]);
  known.value = { types: types.items, matters: matters.items };
  await keep(NAME, known.value);
}

/** Takes up what was kept. */
export async function recallCatalogue(): Promise<void> {
  known.value = (await kept<Catalogue>(NAME)) ?? known.value;
}

const typeOf = (id: string): CredentialType | undefined => known.value.types.find((one) => one.id === id);

/** Name of a type of certificates; its id where it isn't known. */
export const typeText = (id: string): string => {
  const type = typeOf(id);
  return type === undefined ? id : nameOf(type);
};

/** Name of a matter; its code where it isn't known. */
export const matterText = (code: string): string => {
  const matter = known.value.matters.find((one) => one.code === code);
  return matter === undefined ? code : nameOf(matter);
};

/** Conditions under which a matter asks for more; none where it isn't known. */
export const conditionsOf = (code: string): MatterSummary['conditions'] =>
  known.value.matters.find((one) => one.code === code)?.conditions ?? [];

/** Label of a field; its name where it isn't known. */
export const fieldText = (type: string, name: string): string => {
  const field = fieldOf(type, name);
  return field === undefined ? name : labelOf(field);
};

const OPEN: ReadonlySet<CredentialField['sensitivity']> = new Set(['public', 'personal']);

/** Whether a field may be read from what is kept: none that is sensitive, and none of which that isn't known. */
export const mayShow = (type: string, name: string): boolean => {
  const field = fieldOf(type, name);
  return field !== undefined && OPEN.has(field.sensitivity);
};

const fieldOf = (type: string, name: string): CredentialField | undefined =>
  typeOf(type)?.fields.find((one) => one.name === name);
