/** Shapes of one-stop themes. */
import { z } from 'zod';
import { days, departmentCode, kebab, texts } from '../../sdk/schemas/catalog.ts';

const step = z.strictObject({
  id: z.string(),
  ...texts,
  departmentCode,
  kind: z.enum([
    'approval',
    'assisted',
    'consent',
    'dataCheck',
    'delivery',
    'event',
    'notify',
    'payment',
    'preparation',
    'record',
    'technicalReview',
  ]),
  limitWorkingDays: days,
  /** Steps that must be finished, or not needed, first. */
  after: z.array(z.string()),
  matterCode: z.string().optional(),
  automatic: z.boolean().optional(),
  conditionEn: z.string().optional(),
  noteEn: z.string().optional(),
  materialsZh: z.array(z.string()).optional(),
});

const form = z.strictObject({
  id: kebab,
  nameZh: z.string(),
  /** `source`: who fills the field in, or `credential:<type>.<field>`. */
  fields: z.array(z.strictObject({ name: z.string(), labelZh: z.string(), source: z.string() })),
});

const fastTrack = z.strictObject({
  id: kebab,
  nameZh: z.string(),
  parallelSteps: z.array(z.string()).min(1),
  requiresDone: z.array(z.string()),
  requires: z.string(),
  source: z.string(),
});

/** A one-stop theme has steps, or stages of steps. */
export const theme = z.strictObject({
  id: kebab,
  ...texts,
  launched: z.string(),
  audience: z.string(),
  source: z.string(),
  form,
  rules: z.array(z.string()),
  steps: z.array(step).optional(),
  stages: z
    .array(
      z.strictObject({
        id: kebab,
        ...texts,
        leadDepartmentCode: departmentCode,
        leadNote: z.string().optional(),
        limitWorkingDays: days,
        steps: z.array(step).min(1),
      }),
    )
    .optional(),
  fastTracks: z.array(fastTrack).optional(),
  projectTypes: z
    .array(
      z.strictObject({
        id: kebab,
        nameZh: z.string(),
        totalLimitWorkingDays: z.number().int().positive(),
        source: z.string(),
      }),
    )
    .optional(),
});
export type Theme = z.infer<typeof theme>;
