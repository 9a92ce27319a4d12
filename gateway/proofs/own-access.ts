/** A look at what is kept of somebody, by themselves or by who acts for them: told like every access, with nobody who asked. */
import type { Subject } from '../actor.ts';
import type { AccessFacts } from '../authorization/access.ts';
import type { AgreedBy } from '../database/tables/authorization.ts';

type Look = {
  readonly holder: Subject;
  /** As what the one who looks may. */
  readonly agreedBy: AgreedBy;
  readonly seen: readonly { readonly credentialType: string; readonly fields: readonly string[] }[];
};

export const ownAccess = ({ holder, agreedBy, seen }: Look): AccessFacts => ({
  ...{ holder, agreedBy, outcome: 'self' },
  ...{ request: null, client: null, department: null, matter: null, window: null, role: null },
  items: seen.map(({ credentialType, fields }) => ({ credentialType, fields, outcome: 'shown' })),
});
