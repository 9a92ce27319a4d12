/** Shapes of the catalogue's records, one for each data file. */
import { z } from 'zod';

const texts = { nameZh: z.string(), nameEn: z.string() };
const code = z.string().regex(/^[A-Z]{2,4}$/);
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const department = z.object({
  code,
  ...texts,
  uscc: z.string(),
  usccFictional: z.literal(true),
  administrativeDivision: z.string().regex(/^\d{6}$/),
  remitEn: z.string(),
});

const field = z.object({
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

export const credentialType = z.object({
  // Thirty-one letters fit a ledger word with its end marked.
  id: kebab.max(31),
  ...texts,
  issuingDepartmentCode: code,
  nationalTypeCode: z.string().nullable(),
  demoTypeCode: z.string(),
  validityRule: z.looseObject({ kind: z.string() }),
  freshnessRule: z.object({
    maxSnapshotAgeDays: z.number().int().nullable(),
    liveStatusCheck: z.boolean(),
    source: z.string(),
  }),
  holderKinds: z.array(z.enum(['naturalPerson', 'legalPerson'])).min(1),
  fields: z.array(field).min(1),
});

const requirement = z.object({
  credentialType: kebab,
  subject: z.string(),
  subjectZh: z.string(),
  necessity: z.enum(['required', 'conditional', 'optional']),
  fields: z.array(z.string()).min(1),
  purposeZh: z.string(),
  purposeEn: z.string(),
  conditionEn: z.string().optional(),
  /** Conditions of which any one asks for this row; only rows that the additions bring have several. */
  conditions: z.array(kebab).optional(),
});

const consent = z.object({
  subject: z.string(),
  givenBy: z.string(),
  methods: z.array(z.string()).optional(),
  basisEn: z.string().optional(),
});

export const matter = z.object({
  code: z.string().regex(/^WCM-[A-Z]+-\d{3}$/),
  implementationCode: z.string().length(31),
  basicCode: z.string().length(12),
  codesFictional: z.literal(true),
  ...texts,
  departmentCode: code,
  kind: z.object({ code: z.string(), ...texts }),
  audience: z.array(z.string()),
  handling: z.string(),
  legalTimeLimit: z.looseObject({ value: z.number().nullable(), unit: z.string() }),
  promisedTimeLimitWorkingDays: z.number().nullable(),
  serviceLevels: z.array(z.string()),
  requiredCredentials: z.array(requirement),
  authorisation: z.looseObject({ consents: z.array(consent) }),
  issuesCredential: z.string().nullable(),
  outcomeZh: z.string(),
  noteEn: z.string().optional(),
});

/** What this project adds to a matter. */
export const matterAddition = z.object({
  code: z.string(),
  /** Legal basis of the access, a row for each subject. */
  basis: z.array(
    z.object({
      subject: z.string(),
      kind: z.enum(['consent', 'duty']),
      articleZh: z.string(),
      articleEn: z.string(),
    }),
  ),
  retention: z.object({ years: z.number().int().positive(), source: z.string() }),
  secondFactor: z.boolean(),
  conditions: z.array(
    z.object({
      id: kebab,
      credentialType: kebab,
      subject: z.string(),
      textZh: z.string(),
      textEn: z.string(),
    }),
  ),
  /** With which subject of the matter a compared field is compared. */
  comparedWith: z.array(
    z.object({ credentialType: kebab, subject: z.string(), field: z.string(), with: z.string() }),
  ),
  consents: z.array(consent),
  requiredCredentials: z.array(requirement),
  /** States in which the matter takes its own credential, for renewal and replacement. */
  accepts: z.array(
    z.object({ credentialType: kebab, states: z.array(z.enum(['expired', 'suspended'])).min(1) }),
  ),
});

export const window = z.object({
  code: z.string().regex(/^[A-Z]{2,4}-W\d+$/),
  departmentCode: code,
  ...texts,
  placeZh: z.string(),
  placeEn: z.string(),
});

/** A department's system; it asks for all of its department's matters. */
export const client = z.object({
  id: kebab,
  departmentCode: code,
  ...texts,
  scopes: z.array(z.enum(['ask', 'issue', 'status'])).min(1),
  windows: z.array(z.string()).min(1),
  /** Fields registered for a matter where they are fewer than the matter's; `from` and `until` are civil dates. */
  registered: z.array(
    z.object({
      matter: z.string(),
      credentialType: kebab,
      fields: z.array(z.string()),
      from: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
});

/** How a derived field comes about. */
export const derivedField = z.object({
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
export const importRule = z.object({
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

const step = z.looseObject({
  id: z.string(),
  ...texts,
  departmentCode: code,
  /** Steps that must be finished, or not needed, first. */
  after: z.array(z.string()),
  matterCode: z.string().optional(),
});

/** A one-stop theme has steps, or stages of steps. */
export const theme = z.looseObject({
  id: kebab,
  ...texts,
  form: z.looseObject({ fields: z.array(z.looseObject({ name: z.string(), source: z.string() })) }),
  steps: z.array(step).optional(),
  stages: z
    .array(z.looseObject({ id: kebab, ...texts, leadDepartmentCode: code, steps: z.array(step) }))
    .optional(),
  fastTracks: z
    .array(z.looseObject({ parallelSteps: z.array(z.string()), requiresDone: z.array(z.string()) }))
    .optional(),
});
export const externalDepartment = z.object({ code: z.string(), ...texts });

export type Department = z.infer<typeof department>;
export type CredentialType = z.infer<typeof credentialType>;
export type CredentialField = CredentialType['fields'][number];
export type Matter = z.infer<typeof matter>;
export type Requirement = z.infer<typeof requirement>;
export type Consent = z.infer<typeof consent>;
export type MatterAddition = z.infer<typeof matterAddition>;
export type ServiceWindow = z.infer<typeof window>;
export type Client = z.infer<typeof client>;
export type DerivedField = z.infer<typeof derivedField>;
export type ImportRule = z.infer<typeof importRule>;
export type Theme = z.infer<typeof theme>;
