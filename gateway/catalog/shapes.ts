/** Shapes of the catalogue's records, one for each data file; a key that a shape doesn't name is a fault. */
import { z } from 'zod';
import { departmentCode, kebab, texts } from '../../sdk/schemas/catalog.ts';

export {
  type CompleteMatter,
  type Consent,
  completeMatter,
  consent,
  type Department,
  department,
  type Matter,
  type MatterAddition,
  matter,
  matterAddition,
  type Requirement,
  requirement,
  type ServiceWindow,
  serviceWindow,
} from '../../sdk/schemas/catalog.ts';
export {
  type CredentialField,
  type CredentialType,
  credentialType,
} from '../../sdk/schemas/credential-types.ts';
export * from './theme-shapes.ts';
export * from './type-shapes.ts';

/** A department's system; it asks for all of its department's matters. */
export const client = z.strictObject({
  id: kebab,
  departmentCode,
  ...texts,
  scopes: z.array(z.enum(['ask', 'issue', 'status'])).min(1),
  windows: z.array(z.string()).min(1),
  /** Fields registered for a matter where they are fewer than the matter's; `from` and `until` are civil dates. */
  registered: z.array(
    z.strictObject({
      matter: z.string(),
      credentialType: kebab,
      fields: z.array(z.string()).min(1),
      from: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
});

/** Why two officers stand for somebody at a window. */
export const officerReason = z.strictObject({
  code: kebab,
  ...texts,
  /** True for the one by which they act for somebody who can't stand there any more. */
  isForDeceased: z.boolean(),
});

export const externalDepartment = z.strictObject({ code: z.string(), ...texts });

export type Client = z.infer<typeof client>;
export type OfficerReason = z.infer<typeof officerReason>;
