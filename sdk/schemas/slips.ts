/** Wire shapes of slips (纸条): consent given beforehand for one matter, printed and redeemed at a window. */
import { z } from 'zod';
import { namedFields, partyForPerson } from './requests.ts';

const name = z.string().min(1).max(64);

/** `POST /me/slips/preview`: what a slip for the matter would show. `fields` narrows it; without it everything that the department may ask for. */
export const slipWish = z.strictObject({
  matter: name,
  conditions: z.array(name).max(32).default([]),
  fields: namedFields.optional(),
  until: z.iso
    .date()
    .optional()
    .meta({ description: 'last civil day; in a week where missing, at most in thirty days' }),
  role: name
    .optional()
    .meta({ description: 'which giver of the matter the person is, where it has several' }),
});

/** `POST /me/slips`: `fields` are exactly what the person was shown and agrees to; the slip stands for nothing else. */
export const makeSlip = slipWish.extend({
  fields: namedFields,
  holders: z.record(name, z.string()).default({}),
  picks: z.record(name, z.record(name, z.string())).default({}),
});

const named = z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() });
const about = {
  matter: named,
  department: named,
  windows: z
    .array(named.extend({ placeZh: z.string(), placeEn: z.string() }))
    .readonly()
    .meta({ description: 'where it can be redeemed' }),
  lastDay: z.string().meta({ description: 'civil day in Asia/Shanghai' }),
};

export const slipPreview = z.object({
  ...about,
  parties: z.array(
    partyForPerson.extend({ role: z.string().meta({ description: 'who gives this consent' }) }),
  ),
});

export const slipState = z.enum(['live', 'redeemed', 'withdrawn', 'over']);

/** A slip as its giver sees it. */
export const slip = z.object({
  id: z.string(),
  number: z.string().meta({ description: 'twelve digits to be read aloud; they find nothing by themselves' }),
  state: slipState,
  ...about,
  createdAt: z.string(),
  withdrawnAt: z.string().nullable(),
  redeemedAt: z.string().nullable(),
  redeemedAtWindow: z.string().nullable(),
  request: z.string().nullable().meta({ description: 'id of the request for which it was redeemed' }),
  parties: z.array(
    partyForPerson.omit({ holders: true }).extend({
      holder: z.string(),
      holderName: z.string().nullable().meta({ description: 'masked; null where it is the giver' }),
    }),
  ),
});

/** With its code, as long as it can be redeemed. */
export const slipWithCode = slip.extend({
  code: z
    .object({ text: z.string(), svg: z.string(), png: z.string().meta({ description: 'data URL' }) })
    .nullable(),
});

export const slipQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).default(0),
});
export const slipParams = z.object({ id: z.uuid() });
export const slipPdfQuery = z.object({
  language: z.enum(['zh', 'en']).optional().meta({ description: 'Accept-Language where missing' }),
});

const use = z.object({ window: z.string(), at: z.string() });

/** A redeemed slip was brought again: both windows look into it, each with a note of its own. */
export const manualCheck = z.object({
  id: z.string(),
  slip: z.string().meta({ description: 'the slip’s number' }),
  matter: z.string(),
  first: use,
  second: use,
  tries: z.number().int().meta({ description: 'how often it was brought to the second window' }),
  open: z.boolean().meta({ description: 'this window has not settled it' }),
  notes: z.array(use.extend({ officer: z.string(), note: z.string().nullable() })),
});

export const manualCheckParams = z.object({ code: name });
export const settleManualCheck = z.strictObject({ note: z.string().trim().min(1).max(500) });

export type SlipWish = z.infer<typeof slipWish>;
export type MakeSlip = z.infer<typeof makeSlip>;
export type SlipPreview = z.infer<typeof slipPreview>;
export type SlipState = z.infer<typeof slipState>;
export type SlipForPerson = z.infer<typeof slip>;
export type SlipWithCode = z.infer<typeof slipWithCode>;
export type ManualCheck = z.infer<typeof manualCheck>;
