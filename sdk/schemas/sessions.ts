/** Sessions as they travel: who is signed in, until when, and where else. */
import { z } from 'zod';

export const preferences = z.strictObject({
  elder: z.enum(['off', 'on', 'max']).nullable(),
  language: z.enum(['zh', 'en']).nullable(),
});

const signedIn = {
  id: z.uuid(),
  name: z.string().meta({ description: 'masked' }),
  endsAt: z.string().meta({ description: 'when it ends unless it is used before' }),
  preferences,
};

/** `GET /session`: looking doesn't prolong it. */
export const sessionView = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('anyone') }),
    z.object({
      kind: z.literal('person'),
      ...signedIn,
      isElder: z.boolean().meta({ description: 'sixty or older by the account' }),
    }),
    z.object({
      kind: z.literal('staff'),
      ...signedIn,
      staff: z.string(),
      department: z.string(),
      roles: z.array(z.enum(['clerk', 'administrator'])).readonly(),
      windows: z.array(z.string()).readonly(),
    }),
  ])
  .meta({ id: 'Session' });

/** A session in the list of its owner's. */
export const ownSession = z.object({
  id: z.uuid(),
  device: z.string().meta({ description: 'browser and system' }),
  createdAt: z.string(),
  usedAt: z.string(),
  endsAt: z.string(),
  isThisOne: z.boolean(),
});

/** `next` is where the provider ends its own session; null where it has no such place. */
export const sessionEnded = z.object({ ended: z.literal(true), next: z.string().nullable() });

/** `GET /sign-in/begin`: `to` is a path of this gateway. */
export const signInQuery = z.object({
  as: z.enum(['person', 'staff']),
  to: z.string().max(500).default('/'),
});

/** Somebody of the town to sign in as, in the demonstration. */
export const demonstrationAccount = z.object({
  account: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  roleZh: z.string(),
  roleEn: z.string(),
});
export const demonstrationAccounts = z.object({
  demonstration: z.literal(true),
  as: z.enum(['person', 'staff']),
  items: z.array(demonstrationAccount),
  total: z.int(),
  next: z.null(),
});
export const chooseAccount = z.strictObject({ account: z.string().min(1).max(64) });
export const chosen = z.object({ next: z.string() });

export type SessionView = z.infer<typeof sessionView>;
export type Preferences = z.infer<typeof preferences>;
export type DemonstrationAccount = z.infer<typeof demonstrationAccount>;
export type DemonstrationAccounts = z.infer<typeof demonstrationAccounts>;
export type OwnSession = z.infer<typeof ownSession>;
