/** The catalogue, which anybody may read. */
import type { CompleteMatter, Department, MatterSummary } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { call } from './call.ts';

/** A page of a list. */
export type Items<Item> = {
  readonly items: readonly Item[];
  readonly total: number;
  readonly next: number | null;
};

/** Matters found the way people type, best first. */
export const findMatters = (q: string, limit: number, signal?: AbortSignal): Promise<Items<MatterSummary>> =>
  call('GET', `/catalog/matters?${new URLSearchParams({ q, limit: String(limit) })}`, { signal });

/** One matter with everything it asks for. */
export const findMatter = (code: string, signal?: AbortSignal): Promise<CompleteMatter> =>
  call('GET', `/catalog/matters/${encodeURIComponent(code)}`, { signal });

/** All departments. */
export const listDepartments = (signal?: AbortSignal): Promise<Items<Department>> =>
  call('GET', '/catalog/departments', { signal });

/** All credential types, with their fields. */
export const listCredentialTypes = (signal?: AbortSignal): Promise<Items<CredentialType>> =>
  call('GET', '/catalog/credential-types', { signal });
