/** Two officers at a window, as it travels: open checks, alerts and reviews. */
import { z } from 'zod';
import { checkState } from './requests.ts';

const texts = { nameZh: z.string(), nameEn: z.string() };

/** A check as the officers of its window see it; of the person nothing but a masked name, and that for the second officer alone. */
export const officerCheck = z.object({
  id: z.string(),
  request: z.string(),
  window: z.string(),
  state: checkState,
  matter: z.object({ code: z.string(), ...texts }),
  roles: z
    .array(z.object({ subject: z.string(), subjectZh: z.string() }))
    .meta({ description: 'for which parties of the matter it stands' }),
  reason: z.object({ code: z.string(), ...texts, isForDeceased: z.boolean() }),
  firstOfficer: z.string(),
  secondOfficer: z.string().nullable(),
  mayDecide: z
    .boolean()
    .meta({ description: 'false for the first officer, and for others once a second began' }),
  maskedName: z.string().nullable().meta({ description: 'to be compared with who stands there' }),
  waitsForPerson: z.boolean().meta({ description: 'until they agree or refuse at the screen' }),
  openedAt: z.string(),
  expiresAt: z.string(),
});

/** `POST /officer-checks/:id/confirm`: the number on the document, typed again in full. */
export const confirmDocument = z.strictObject({ document: z.string().min(1).max(32) });

/** `POST /officer-checks/:id/compare`: whether the masked name is that of who stands there. */
export const compareName = z.strictObject({ same: z.boolean() });

/** An officer who did many checks on a civil day (Asia/Shanghai): at four fifths of the cap, or at it. */
export const officerAlert = z.object({
  officer: z.string(),
  day: z.string(),
  level: z.enum(['near', 'reached']),
  at: z.string(),
});

export const reviewOutcome = z.enum(['in-order', 'follow-up']);

/** A confirmed check on which the lot fell. */
export const officerReview = z.object({
  id: z.string(),
  request: z.string(),
  window: z.string(),
  matter: z.string(),
  reason: z.string(),
  officers: z.array(z.string()),
  decidedAt: z.string(),
  outcome: reviewOutcome.nullable(),
  note: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});

/** `POST /departments/:code/officer-reviews/:id/settle`. */
export const settleReview = z.strictObject({
  outcome: reviewOutcome,
  note: z.string().trim().min(1).max(500),
});

export type OfficerCheck = z.infer<typeof officerCheck>;
export type OfficerReview = z.infer<typeof officerReview>;
export type OfficerAlert = z.infer<typeof officerAlert>;
export type SettleReview = z.infer<typeof settleReview>;
