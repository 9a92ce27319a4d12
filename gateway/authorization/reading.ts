/** What somebody may look at of another for whom they act: never more than they may agree to. */
import type { Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import { authoritiesOf } from './authorities.ts';
import type { AuthorizationParts } from './parts.ts';
import { typesOf } from './scope.ts';

export type Reading = {
  readonly subject: Subject;
  readonly kind: 'self' | 'guardian' | 'representative' | 'mandate';
  /** Types of credentials; null for all of them. */
  readonly types: readonly string[] | null;
  /** Whether everything else may be read as well: receipts, history, requests, mandates, complaints. */
  readonly everything: boolean;
};

/** Undefined for whom the caller doesn't act; the caller themselves where nobody is named. */
export type FindReading = (caller: Subject, holder: Subject | undefined) => Promise<Reading | undefined>;

/**
 * Oneself, one's child, a firm that one represents: everything. By mandates: credentials of the types that their matters
 * ask for, and the rest only where one of them leaves nothing out.
 */
export function readingOver({
  db,
  clock,
  catalog,
}: Pick<AuthorizationParts, 'db' | 'clock' | 'catalog'>): FindReading {
  return async (caller, holder = caller) => {
    if (holder === caller) return { subject: caller, kind: 'self', types: null, everything: true };
    const date = civilDateOf(clock.now());
    const authorities = (await authoritiesOf(db, caller, { date })).filter((one) => one.holder === holder);
    const recorded = authorities.find(({ kind }) => kind !== 'mandate');
    if (recorded !== undefined)
      return { subject: holder, kind: recorded.kind, types: null, everything: true };
    const scopes = authorities.flatMap((one) => (one.kind === 'mandate' ? one.mandate.scope : []));
    if (scopes.length === 0) return undefined;
    const types = scopes.map((scope) => typesOf(scope, catalog));
    return {
      subject: holder,
      kind: 'mandate',
      types: types.includes(null) ? null : [...new Set(types.flatMap((some) => some ?? []))],
      everything: scopes.some(
        ({ matters, credentialTypes }) => matters.kind === 'all' && credentialTypes === null,
      ),
    };
  };
}
