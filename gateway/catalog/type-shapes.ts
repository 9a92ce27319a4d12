/** Shapes of credential types, their derived fields and how departments' files become them. */
import { z } from 'zod';
import { departmentCode, kebab, texts } from './shared-shapes.ts';

const field = z.strictObject({
  name: z.string(),
  labelZh: z.string(),
  labelEn: z.string(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'array']),
  format: z.enum(['date', 'date-time', 'year-month']).optional(),
  sensitivity: z.enum(['public', 'personal', 'sensitive', 'highlySensitive']),
  selectivelyDisclosable: z.boolean(),
  derived: z.boolean().optional(),
  derivation: z.string().optional(),
});

/** How long a credential of a type is valid; each kind has figures of its own. */
const validityRule = z.strictObject({
  kind: z.enum([
    'annualEndorsement',
    'byHolderAge',
    'fixedYears',
    'operatingTerm',
    'periodicReview',
    'permanent',
    'snapshot',
    'untilChanged',
    'untilEvent',
  ]),
  source: z.string(),
  note: z.string().optional(),
  events: z.array(z.string()).optional(),
  reviewMonths: z.number().int().positive().optional(),
  periodMonths: z.number().int().positive().optional(),
  renewalWindowDaysBefore: z.number().int().positive().optional(),
  lapse: z.string().optional(),
  ageAt: z.literal('issue').optional(),
  years: z.number().int().positive().optional(),
  bands: z
    .array(
      z.strictObject({
        ageFrom: z.number().int().min(0),
        ageTo: z.number().int().nullable(),
        years: z.number().int().positive().nullable(),
        longTerm: z.literal(true).optional(),
      }),
    )
    .optional(),
});

export const credentialType = z.strictObject({
  // Thirty-one letters fit a ledger word with its end marked.
  id: kebab.max(31),
  ...texts,
  issuingDepartmentCode: departmentCode,
  nationalTypeCode: z.string().nullable(),
  nationalTypeCodeSource: z.string(),
  demoTypeCode: z.string(),
  validityRule,
  freshnessRule: z.strictObject({
    maxSnapshotAgeDays: z.number().int().nullable(),
    liveStatusCheck: z.boolean(),
    source: z.string(),
  }),
  holderKinds: z.array(z.enum(['naturalPerson', 'legalPerson'])).min(1),
  holderCodeTypes: z.array(z.string()).min(1),
  fields: z.array(field).min(1),
});

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

export type CredentialType = z.infer<typeof credentialType>;
export type CredentialField = CredentialType['fields'][number];
export type DerivedField = z.infer<typeof derivedField>;
export type ImportRule = z.infer<typeof importRule>;
