/** Departments' own record numbers: found again by a keyed hash, not kept. */
import type { Keys } from '../keys/keys.ts';

/** A record number of a department's type. */
export type RecordNumber = {
  readonly department: string;
  readonly credentialType: string;
  readonly record: string;
};

/** Keyed hash in unpadded base64url, as credentials keep it. */
export const recordHashOf = (
  keys: Pick<Keys, 'blind'>,
  { department, credentialType, record }: RecordNumber,
): string =>
  Buffer.from(keys.blind('record', `${department}/${credentialType}/${record}`)).toString('base64url');
