/** Authorization over a real city, with an ear for what it would leave receipts of. */

import type { AccessFacts } from '../../gateway/authorization/access.ts';
import { Changes } from '../../gateway/authorization/changes.ts';
import { Codes } from '../../gateway/authorization/codes.ts';
import { mandatesOf } from '../../gateway/authorization/mandates.ts';
import type { AuthorizationParts } from '../../gateway/authorization/parts.ts';
import { civilDateOf } from '../../gateway/clock.ts';
import { maskedName } from '../../gateway/credentials/masked-name.ts';
import type { CityGround } from './city-ground.ts';

export const PUBLIC_URL = 'http://127.0.0.1:8080';

/** The parts of authorization; `accesses` fills with what is recorded. */
export function authorizationOver(
  city: CityGround,
): AuthorizationParts & { readonly accesses: AccessFacts[] } {
  const { db, pool, keys, clock, credentials } = city;
  const accesses: AccessFacts[] = [];
  return {
    db,
    pool,
    catalog: city.catalog,
    clock,
    accesses,
    codes: new Codes({ db, keys, clock, publicUrl: PUBLIC_URL }),
    changes: new Changes(pool),
    credentials: {
      authoritiesOf: async (giver) => [
        ...(await credentials.authoritiesOf(giver)),
        ...(await mandatesOf(db, giver, civilDateOf(clock.now()))),
      ],
      candidates: (holder, type) => credentials.candidates(holder, type),
      maskedName: (subject) => maskedName(credentials, subject),
      isDeceased: (subject) => credentials.isDeceased(subject),
      subjectOf: (number) => credentials.subjectOf(number),
    },
    recordAccess: async (_trx, facts) => {
      accesses.push(...facts);
      return facts.map((_, at) => `leaf-${accesses.length - facts.length + at}`);
    },
  };
}
