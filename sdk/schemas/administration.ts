/** What a department's administrator sees and changes, as it travels. */
import { z } from 'zod';
import { importReport, statusChange } from './issuing.ts';

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** `next` is how many items to leave out. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** A key of the department; `since` and `rotationDue` are null while it waits for its accreditation. */
export const departmentKey = z
  .object({
    kid: z.string().meta({ description: 'RFC 7638 thumbprint' }),
    state: z.enum(['waiting', 'in-force', 'stopped', 'ended']),
    since: z.string().nullable().meta({ description: 'when it was seen to be accredited, RFC 3339' }),
    rotationDue: z
      .string()
      .nullable()
      .meta({ description: 'civil date by which another follows; null where it signs nothing any more' }),
    terms: z
      .array(z.object({ credentialType: z.string(), from: z.int(), to: z.int().nullable() }))
      .readonly()
      .meta({ description: 'places of the department’s log at which the key holds' }),
  })
  .meta({ id: 'DepartmentKey' });

/** `GET /departments/:code/overview` */
export const departmentOverview = z
  .object({
    department: z.string(),
    types: z.array(
      z.object({
        credentialType: z.string(),
        valid: z.int(),
        suspended: z.int(),
        revoked: z.int(),
        confirmedAt: z.string().nullable().meta({ description: 'as of when its data were last confirmed' }),
        confirmedDaysAgo: z.int().nullable().meta({ description: 'whole civil days, Asia/Shanghai' }),
        lastImport: importReport.nullable(),
        columns: z
          .array(z.object({ name: z.string(), isNeeded: z.boolean() }))
          .readonly()
          .meta({ description: 'what a file of records may have, and what no row may lack' }),
      }),
    ),
    keys: z.array(departmentKey),
    log: z.object({
      size: z.int(),
      root: hash,
      checkpoint: z.string().nullable().meta({ description: 'null while the log is empty' }),
    }),
  })
  .meta({ id: 'DepartmentOverview' });

/** `POST /departments/:code/status/preview` */
export const previewStatus = statusChange.omit({ reason: true });

/** What a change of status would touch; counts, and nobody's name. */
export const statusPreview = z.object({
  credentials: z.int().meta({ description: 'how many would change' }),
  matters: z.array(z.string()).readonly().meta({ description: 'codes of those that ask for the type' }),
  openRequests: z.int().meta({ description: 'requests under way that ask these holders for the type' }),
  usesInRetention: z
    .int()
    .meta({ description: 'answered requests that asked for it and whose matter’s retention is not over' }),
});

/** What one administrator proposed and another may confirm: a change of status, or a further key. */
export const administrationProposal = z
  .object({
    id: z.uuid(),
    kind: z.enum(['status-change', 'key-rotation']),
    state: z.enum(['waiting', 'confirmed', 'withdrawn', 'expired']),
    proposedBy: z.string().meta({ description: 'staff number' }),
    proposedAt: z.string(),
    expiresAt: z.string().meta({ description: 'until when a second administrator may confirm' }),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    statusChange: z
      .object({
        type: z.string(),
        recordEnding: z.string().meta({ description: 'end of the record number; the whole is not kept' }),
        change: z.enum(['suspend', 'reinstate', 'revoke']),
        reason: z.string().nullable(),
      })
      .nullable(),
    changed: z.int().nullable().meta({ description: 'how many credentials changed' }),
    kid: z.string().nullable().meta({ description: 'the key that was added' }),
  })
  .meta({ id: 'AdministrationProposal' });

/** What a client of the department may ask for in a matter; `from` and `until` are null for all that the matter names. */
export const registeredMatter = z
  .object({
    client: z.string(),
    matter: z.string(),
    fields: z.array(
      z.object({
        subject: z.string(),
        subjectZh: z.string(),
        credentialType: z.string(),
        necessity: z.enum(['required', 'conditional', 'optional']),
        fields: z.array(z.string()),
        from: z.string().nullable(),
        until: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RegisteredMatter' });

/** An entry of the journal. `hash` is SHA-256 of the canonical JSON (RFC 8785) of all other members and `version: 1`. */
export const journalEntry = z
  .object({
    department: z.string(),
    number: z.int().meta({ description: 'counts the department’s entries, without a gap' }),
    at: z.string(),
    actor: z.union([z.object({ staff: z.string() }), z.object({ client: z.string() })]),
    action: z.string(),
    about: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    previous: hash.nullable().meta({ description: 'hash of the entry before' }),
    hash,
  })
  .meta({ id: 'JournalEntry' });

/** `GET /departments/:code/statistics`: civil days, both included. */
export const statisticsQuery = z.object({ from: z.iso.date(), to: z.iso.date() });

const counted = <Name extends string>(name: Name) =>
  z.array(
    z.object({ [name]: z.string(), count: z.int() } as Record<Name, z.ZodString> & { count: z.ZodInt }),
  );

/** Requests that the department made, each counted once; `methods` counts the people in them. */
export const departmentStatistics = z
  .object({
    from: z.string(),
    to: z.string(),
    requests: z.int(),
    matters: counted('matter'),
    windows: counted('window'),
    days: counted('day'),
    outcomes: counted('outcome'),
    methods: counted('method'),
  })
  .meta({ id: 'DepartmentStatistics' });

export type DepartmentOverview = z.infer<typeof departmentOverview>;
export type DepartmentKey = z.infer<typeof departmentKey>;
export type StatusPreview = z.infer<typeof statusPreview>;
export type AdministrationProposal = z.infer<typeof administrationProposal>;
export type RegisteredMatter = z.infer<typeof registeredMatter>;
export type JournalEntry = z.infer<typeof journalEntry>;
export type DepartmentStatistics = z.infer<typeof departmentStatistics>;
