/** Shapes of credential types' derived fields and of how departments' files become credentials. */
import { z } from 'zod';
import { kebab } from '../../sdk/schemas/catalog.ts';

/** How a derived field comes about. */
export const derivedField = z.strictObject({
  credentialType: kebab,
  field: z.string(),
  class: z.enum(['asserted', 'computed', 'compared']),
  rule: z
    .enum(['age-at-least', 'one-of', 'date-not-passed', 'insured-within-months', 'number-at-least'])
    .optional(),
  inputs: z.array(z.string()).default([]),
  parameter: z.union([z.number(), z.array(z.string())]).optional(),
});

/** How a department's file becomes credentials of a type. */
export const importRule = z.strictObject({
  credentialType: kebab,
  /** Column with the number of the person or firm that the credential is about. */
  holderColumn: z.string(),
  /** Column with the department's own record number. */
  recordColumn: z.string(),
  /** Columns that are read and never become part of the credential. */
  importOnly: z.array(z.string()),
  /** One record has a credential for each of several holders. */
  coHolders: z.boolean(),
  severalAreNormal: z.boolean(),
  statusSensitive: z.boolean(),
  validUntilColumn: z.string().optional(),
  deceasedColumn: z.string().optional(),
  /** Whose numbers in a row give those persons authority over the holder. */
  authority: z
    .object({
      givers: z.array(z.string()).min(1),
      kind: z.enum(['guardian', 'representative']),
      untilAge: z.number().int().optional(),
      bornOn: z.string().optional(),
    })
    .optional(),
});

export type DerivedField = z.infer<typeof derivedField>;
export type ImportRule = z.infer<typeof importRule>;
