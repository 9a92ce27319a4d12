/** Wire shapes of the logs: the list of them, and proofs for those who don't read tiles. */
import { z } from 'zod';

/** A 32-byte hash in unpadded base64url. */
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in unpadded base64url');
const size = z.int().min(0);
const sizeQuery = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const logDescription = z
  .object({
    name: z.string().meta({ description: 'department code, or access' }),
    origin: z.string().meta({ description: 'first line of its checkpoints (C2SP tlog-checkpoint)' }),
    verifierKey: z.string().meta({ description: 'key of its checkpoints, as C2SP signed-note writes it' }),
    ledgerId: z.string().meta({ description: 'ledger that holds its head' }),
    size,
    root: hash,
  })
  .meta({ id: 'LogDescription' });

export const logListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.coerce.number().int().min(0).default(0).meta({ description: '`next` of the page before' }),
});

export const logList = z.object({
  items: z.array(logDescription),
  total: z.int(),
  next: z.int().nullable(),
});

/** A leaf by its index or by its hash, in the log as it was at `size`; as it is where `size` is missing. */
export const inclusionQuery = z
  .object({ index: sizeQuery.optional(), leaf: hash.optional(), size: sizeQuery.optional() })
  .refine(
    (query) => (query.index === undefined) !== (query.leaf === undefined),
    'index or leaf, one of both',
  );

export const inclusionProof = z
  .object({
    log: z.string(),
    index: size,
    leaf: hash,
    size,
    root: hash,
    inclusion: z
      .array(hash)
      .meta({ description: 'siblings from the leaf upwards (RFC 9162 section 2.1.3.1)' }),
  })
  .meta({ id: 'InclusionProof' });

export const consistencyQuery = z.object({ from: sizeQuery, to: sizeQuery.optional() });

export const consistencyProof = z
  .object({
    log: z.string(),
    from: size,
    fromRoot: hash,
    to: size,
    toRoot: hash,
    consistency: z.array(hash).meta({ description: 'nodes between both heads (RFC 9162 section 2.1.4.1)' }),
  })
  .meta({ id: 'ConsistencyProof' });
