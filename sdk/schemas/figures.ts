/** Figures that everybody may see, and reports of paper that a window asked for, as they travel. */
import { z } from 'zod';

const name = z.string().min(1).max(64);
const text = z.string().max(500);

export const monthName = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be YYYY-MM');

/** `POST /papers-asked`: a window asked for paper. The department is the window's, else the one named, else the matter's. */
export const paperAsked = z.strictObject({
  window: name.optional(),
  department: name.optional(),
  matter: name,
  credentialType: name.meta({ description: 'what was asked for as paper' }),
  atWindow: z.iso.date().meta({ description: 'civil day on which it was asked for, within the last 60' }),
  text: text.optional(),
});

/** `POST /me/papers-asked` in the course of a request to the caller, which says where and when. */
export const paperAskedInRequest = z.strictObject({
  request: z.uuid(),
  credentialType: name,
  text: text.optional(),
});

export const paperReceived = z.object({ received: z.literal(true) });

/** A report as the department's administrator sees it; who made it isn't kept. */
export const paperReport = z
  .object({
    id: z.uuid(),
    window: z.string().nullable(),
    matter: z.string(),
    credentialType: z.string(),
    atWindow: z.string(),
    receivedOn: z.string().meta({ description: 'civil day' }),
    signedIn: z.boolean().meta({ description: 'whether whoever reported it had signed in' }),
    text: z.string().nullable(),
    settled: z.object({ by: z.string(), at: z.string(), note: z.string() }).nullable(),
  })
  .meta({ id: 'PaperReport' });

/** `GET /departments/:code/papers-asked` */
export const paperReportQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).max(1_000_000).default(0),
  state: z.enum(['open', 'settled']).optional(),
});

export const settlePaperReport = z.strictObject({ note: z.string().trim().min(1).max(500) });

/** `month` is the last complete one where it isn't given. */
export const monthQuery = z.object({ month: monthName.optional() });

/** `GET /papers/figures` */
export const paperFiguresQuery = monthQuery.extend({
  department: name.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const byType = z.array(z.object({ credentialType: z.string(), count: z.int() }));

/** Figures of a complete month; they never change later. What isn't listed was fewer than ten, or none. */
export const paperFigures = z
  .object({
    month: z.string(),
    items: z.array(
      z.object({ matter: z.string(), department: z.string(), notNeeded: byType, stillAsked: byType }),
    ),
    total: z.int(),
    next: z.int().nullable(),
    atLeast: z
      .object({ notNeeded: z.int(), stillAsked: z.int() })
      .meta({ description: 'sums of all that is listed; what was fewer than ten is left out of them' }),
  })
  .meta({ id: 'PaperFigures' });

/** `GET /figures/accesses`: requests of a complete month; null is fewer than ten, or none. */
export const accessFigures = z
  .object({
    month: z.string(),
    items: z.array(
      z.object({
        department: z.string(),
        agreed: z.int().nullable().meta({ description: 'answered, at least' }),
        refused: z.int().nullable().meta({ description: 'refused by somebody asked, at least' }),
      }),
    ),
    total: z.int(),
    next: z.null(),
  })
  .meta({ id: 'AccessFigures' });

/** `GET /figures/issuance`: what the logs and the ledger hold now, for everybody to count again. */
export const issuanceFigures = z
  .object({
    items: z.array(
      z.object({
        department: z.string(),
        logSize: z.int(),
        types: z.array(z.object({ credentialType: z.string(), issued: z.int() })),
        statusChanges: z
          .object({ valid: z.int(), invalid: z.int(), suspended: z.int() })
          .meta({ description: 'entries of its status lists set to each, since the ledger began' }),
      }),
    ),
    total: z.int(),
    next: z.null(),
  })
  .meta({ id: 'IssuanceFigures' });

export type PaperAsked = z.infer<typeof paperAsked>;
export type PaperAskedInRequest = z.infer<typeof paperAskedInRequest>;
export type AccessFigures = z.infer<typeof accessFigures>;
export type IssuanceFigures = z.infer<typeof issuanceFigures>;
export type PaperFigures = z.infer<typeof paperFigures>;
export type PaperReport = z.infer<typeof paperReport>;
