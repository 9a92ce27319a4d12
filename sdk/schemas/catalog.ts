/** Wire shapes of the catalogue: departments and matters; the catalogue's data files hold the same. */
import { z } from 'zod';

export const texts = { nameZh: z.string(), nameEn: z.string() };
export const departmentCode = z.string().regex(/^[A-Z]{2,4}$/);
export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** Working days or days; null where there is no limit. */
export const days = z.number().int().min(0).nullable();

export const department = z.strictObject({
  code: departmentCode,
  ...texts,
  uscc: z.string(),
  usccFictional: z.literal(true),
  level: z.enum(['district']),
  levelZh: z.string(),
  administrativeDivision: z.string().regex(/^\d{6}$/),
  remitEn: z.string(),
});

/** A window of a department, where people are served. */
export const serviceWindow = z.strictObject({
  code: z.string().regex(/^[A-Z]{2,4}-W\d+$/),
  departmentCode,
  ...texts,
  placeZh: z.string(),
  placeEn: z.string(),
});

export const requirement = z.strictObject({
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

export const consent = z.strictObject({
  subject: z.string(),
  givenBy: z.string(),
  methods: z.array(z.enum(['face', 'qr', 'window'])).optional(),
  basisEn: z.string().optional(),
});

export const matter = z.strictObject({
  code: z.string().regex(/^WCM-[A-Z]+-\d{3}$/),
  implementationCode: z.string().length(31),
  basicCode: z.string().length(12),
  codesFictional: z.literal(true),
  ...texts,
  departmentCode,
  kind: z.strictObject({ code: z.string(), ...texts }),
  audience: z.array(z.enum(['individual', 'legalPerson'])).min(1),
  handling: z.enum(['immediate', 'promised']),
  handlingZh: z.string(),
  legalTimeLimit: z.strictObject({
    value: days,
    unit: z.enum(['workday', 'day', 'immediate', 'none']),
    workingDays: days,
    basis: z.string(),
    verified: z.boolean(),
  }),
  legalTimeLimitWorkingDays: days,
  promisedTimeLimitWorkingDays: z.number().int().min(0),
  promisedBasis: z.string(),
  /** What the clock stops for. */
  excludedFromClock: z.array(z.string()),
  serviceLevels: z.array(z.enum(['district', 'town', 'village'])).min(1),
  requiredCredentials: z.array(requirement),
  /** What no credential covers. */
  otherMaterials: z.array(
    z.strictObject({
      ...texts,
      kind: z.enum(['collectedOnSite', 'commitmentLetter', 'eForm', 'issuedOutsidePlatform', 'selfHeld']),
    }),
  ),
  authorisation: z.strictObject({ face: z.boolean(), qr: z.boolean(), consents: z.array(consent) }),
  issuesCredential: z.string().nullable(),
  outcomeZh: z.string(),
  noteEn: z.string().optional(),
});

/** What this project adds to a matter. */
export const matterAddition = z.strictObject({
  code: z.string(),
  /** Legal basis of the access, a row for each subject. */
  basis: z.array(
    z.strictObject({
      subject: z.string(),
      kind: z.enum(['consent', 'duty']),
      articleZh: z.string(),
      articleEn: z.string(),
    }),
  ),
  retention: z.strictObject({ years: z.number().int().positive(), source: z.string() }),
  /**
   * What a face takes beside it where no laboratory tested the engine: last four digits and birth month, and for sensitive
   * matters a clerk who compares the masked name with who stands there.
   */
  secondFactor: z.array(z.enum(['digits', 'officer'])).min(1),
  conditions: z.array(
    z.strictObject({
      id: kebab,
      credentialType: kebab,
      subject: z.string(),
      textZh: z.string(),
      textEn: z.string(),
    }),
  ),
  /** With which subject of the matter a compared field is compared. */
  comparedWith: z.array(
    z.strictObject({ credentialType: kebab, subject: z.string(), field: z.string(), with: z.string() }),
  ),
  consents: z.array(consent),
  requiredCredentials: z.array(requirement),
  /** States in which the matter takes its own credential, for renewal and replacement. */
  accepts: z.array(
    z.strictObject({ credentialType: kebab, states: z.array(z.enum(['expired', 'suspended'])).min(1) }),
  ),
});

/** A matter with what this project adds to it; `asks` and `consents` hold the rows of both. */
export const completeMatter = matter.extend({
  addition: matterAddition,
  asks: z.array(requirement),
  consents: z.array(consent),
});

/** A matter as lists have it. */
export const matterSummary = z.object({
  code: z.string(),
  ...texts,
  departmentCode: z.string(),
  implementationCode: z.string(),
  codesFictional: z.literal(true),
  credentialTypes: z.array(z.string()),
  conditions: matterAddition.shape.conditions,
});

export type Department = z.infer<typeof department>;
export type ServiceWindow = z.infer<typeof serviceWindow>;
export type Matter = z.infer<typeof matter>;
export type CompleteMatter = z.infer<typeof completeMatter>;
export type MatterSummary = z.infer<typeof matterSummary>;
export type Requirement = z.infer<typeof requirement>;
export type Consent = z.infer<typeof consent>;
export type MatterAddition = z.infer<typeof matterAddition>;
