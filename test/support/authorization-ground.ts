/** Authorization over a real city, with an ear for what it would leave receipts of. */

import type { AccessFacts } from '../../gateway/authorization/access.ts';
import { Changes } from '../../gateway/authorization/changes.ts';
import { Codes } from '../../gateway/authorization/codes.ts';
import type { FaceEngine } from '../../gateway/authorization/face/engine.ts';
import { openFaceSwitch } from '../../gateway/authorization/face/switch.ts';
import { answerOffer, giveMandate } from '../../gateway/authorization/mandates.ts';
import type { AuthorizationParts } from '../../gateway/authorization/parts.ts';
import { SlipTickets } from '../../gateway/authorization/slip-tickets.ts';
import { maskedName } from '../../gateway/credentials/masked-name.ts';
import { type GiveMandate, giveMandate as giveShape } from '../../sdk/schemas/mandates.ts';
import { CITY_ID, type CityGround } from './city-ground.ts';

export const PUBLIC_URL = 'http://127.0.0.1:8080';

/** The parts of authorization; `accesses` fills with what is recorded. */
export function authorizationOver(
  city: CityGround,
  faceEngine?: FaceEngine,
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
    slipTickets: new SlipTickets({ keys, cityId: CITY_ID }),
    changes: new Changes(pool),
    officers: { dailyCap: 20, draw: () => false },
    face: openFaceSwitch({ db, engine: faceEngine, isTown: true }),
    credentials: {
      candidates: (holder, type) => credentials.candidates(holder, type),
      maskedName: (subject) => maskedName(credentials, subject),
      isDeceased: (subject) => credentials.isDeceased(subject),
      subjectOf: (number) => credentials.subjectOf(number),
      subjectKey: (subject) => credentials.subjectKey(subject),
    },
    recordAccess: async (_trx, facts) => {
      accesses.push(...facts);
      return facts.map((_, at) => `leaf-${accesses.length - facts.length + at}`);
    },
  };
}

/** A mandate that was given and accepted; all matters where no scope is named. */
export async function mandateInForce(
  giver: string,
  given: Partial<GiveMandate> & Pick<GiveMandate, 'agentNumber'>,
  parts: AuthorizationParts,
): Promise<string> {
  const mandate = giveShape.parse({ until: '2026-12-31', ...given });
  const id = await giveMandate(giver, mandate, parts);
  const agent = parts.credentials.subjectOf(mandate.agentNumber) ?? '';
  await answerOffer(agent, id, { accepts: true, parts });
  return id;
}
