/** Wire shape of a credential type, with its fields and their labels. */
import { z } from 'zod';
import { departmentCode, kebab, texts } from './catalog.ts';

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

export type CredentialType = z.infer<typeof credentialType>;
export type CredentialField = CredentialType['fields'][number];
