/** Issuing as it travels: departments' files, their reports, confirmations and changes of status. */
import { z } from 'zod';

/** `POST /departments/:code/imports`: the file is the body. */
export const importQuery = z.object({
  type: z.string().max(64),
  format: z.enum(['csv', 'jsonl']),
  asOf: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'the time for which the department confirms its data; now where not given' }),
});

export const importReport = z
  .object({
    id: z.string(),
    department: z.string(),
    credentialType: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    rowsRead: z.int(),
    issued: z.int(),
    replaced: z.int(),
    unchanged: z.int(),
    faulty: z.int(),
    errorCode: z.string().nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'ImportReport' });

export const importFault = z.object({ line: z.int(), column: z.string().nullable(), reason: z.string() });

/** `next` is the last line told of; ask for the page after it. */
export const faultQuery = z.object({
  next: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const faultList = z.object({ items: z.array(importFault), total: z.int(), next: z.int().nullable() });

/** `POST /departments/:code/confirmations` */
export const confirmation = z.strictObject({
  type: z.string().max(64),
  asOf: z.iso.datetime({ offset: true }),
});

/** `POST /departments/:code/status` */
export const statusChange = z.strictObject({
  type: z.string().max(64),
  record: z.string().min(1).max(200),
  change: z.enum(['suspend', 'reinstate', 'revoke']),
  reason: z
    .enum(['suspended', 'rescinded', 'cancelled', 'lapsed', 'moved-out', 'revoked', 'other'])
    .optional()
    .meta({ description: 'needed to suspend (suspended, lapsed, other) and to revoke (all but suspended)' }),
});
export const statusChanged = z.object({ changed: z.int() });

export type ImportReport = z.infer<typeof importReport>;
export type ImportFault = z.infer<typeof importFault>;
export type StatusChangeWish = z.infer<typeof statusChange>;
