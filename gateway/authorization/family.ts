/** Whom a person may act for and until when, and who may act for them: what pages show of it. */
import type { Family } from '../../sdk/schemas/mandates.ts';
import type { Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import { recordedAuthorities } from '../credentials/authority.ts';
import { ageGroupOf } from '../credentials/minors.ts';
import { type Authority, authoritiesOf, type MandateInForce, mandatesInForce } from './authorities.ts';
import { namesOf } from './names.ts';
import type { AuthorizationParts } from './parts.ts';

type Parts = Pick<AuthorizationParts, 'db' | 'clock' | 'credentials'>;
type Acting = Omit<Family['mayActForMe'][number], 'name'>;

/** A person's family as records and mandates have it today. */
export async function familyOf(person: Subject, parts: Parts): Promise<Family> {
  const { db } = parts;
  const on = { date: civilDateOf(parts.clock.now()) };
  const ageGroup = await ageGroupOf(db, person, on.date);
  const others = (await authoritiesOf(db, person, on)).filter(({ kind }) => kind !== 'self');
  const own: Authority[] = ageGroup === 'child' ? [] : [{ holder: person, kind: 'self' }];
  const recorded = await recordedAuthorities(db, { holder: person }, on);
  const mandates = await mandatesInForce(db, { holder: person }, on);
  const overMe = [
    ...recorded.map((authority) => ({ who: authority.giver, ...actingOf(authority) })),
    ...mandates.map((mandate) => ({ who: mandate.agent, ...ofMandate(mandate) })),
  ];
  const names = await namesOf(
    [person, ...others.map(({ holder }) => holder), ...overMe.map(({ who }) => who)],
    parts,
  );
  const nameOf = (subject: Subject): string => names.get(subject) ?? '—';
  return {
    ageGroup,
    mayActFor: [...own, ...others].map((authority) => ({
      holder: authority.holder,
      name: nameOf(authority.holder),
      ...actingOf(authority),
    })),
    mayActForMe: overMe.map(({ who, ...acting }) => ({ name: nameOf(who), ...acting })),
  };
}

const nothing = { since: null, until: null, scope: null, mandate: null, source: null };

function actingOf(authority: Authority): Acting {
  switch (authority.kind) {
    case 'self':
      return { kind: 'self', ...nothing };
    case 'mandate':
      return ofMandate(authority.mandate);
    default: {
      const { kind, from, until, source } = authority;
      return { ...nothing, kind, since: from, until, source };
    }
  }
}

const ofMandate = ({ id, scope, since, until }: MandateInForce): Acting => ({
  ...nothing,
  kind: 'mandate',
  since: civilDateOf(since),
  until,
  scope,
  mandate: id,
});
