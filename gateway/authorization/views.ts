/** A request as each side may see it. */
import type { Kysely } from 'kysely';
import type { RequestForAsker, RequestForPerson } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { CompleteMatter } from '../catalog/catalog.ts';
import type { Department, ServiceWindow } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { type Authority, authoritiesOf } from './authorities.ts';
import { type AskerName, concerns, isRequestOf } from './endings.ts';
import { faceProgressOf } from './face/at-screen.ts';
import { askedOf, possibleHolders } from './holders.ts';
import type { Shown } from './insert-request.ts';
import { checkStateOf } from './officers/checks.ts';
import type { AuthorizationParts } from './parts.ts';

const readRequest = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
type RequestTimes = Pick<
  NonNullable<Awaited<ReturnType<typeof readRequest>>>,
  'created_at' | 'approved_at' | 'answered_at' | 'expires_at' | 'ended_at' | 'ended_because'
>;
const readParties = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('request_parties').selectAll().where('request_id', '=', id).orderBy('subject').execute();

/** For the asker: states, and after approval the masked names that it must compare. @throws CityError REQUEST_NOT_FOUND */
export async function viewForAsker(
  asker: AskerName,
  id: string,
  parts: AuthorizationParts,
  shown?: ReadonlyMap<string, Shown>,
): Promise<RequestForAsker> {
  const request = await readRequest(parts.db, id);
  if (request === undefined || !isRequestOf(asker, request)) throw new CityError('REQUEST_NOT_FOUND');
  const parties = await Promise.all(
    (await readParties(parts.db, id)).map(async (party) => {
      const { subject, state, giver, confirmed, leaf, check_id } = party;
      const face = request.state === 'waiting' ? faceProgressOf(party) : undefined;
      const show = shown?.get(subject);
      const mayCompare = request.state === 'approved' && confirmed !== null && giver !== null;
      return {
        subject,
        agreed: state === 'agreed',
        confirmed,
        ...(show === undefined ? {} : { show }),
        ...(check_id === null ? {} : { check: await checkStateOf(parts.db, check_id) }),
        ...(face === undefined ? {} : { face }),
        ...(leaf === null ? {} : { leaf }),
        ...(mayCompare ? { maskedName: await parts.credentials.maskedName(giver) } : {}),
      };
    }),
  );
  return {
    id,
    client: request.client,
    state: request.state,
    endedBecause: request.ended_because,
    expiresAt: request.expires_at.toISOString(),
    parties,
  };
}

/** How a request came to where it is. */
export const timesOf = (request: RequestTimes) => ({
  createdAt: request.created_at.toISOString(),
  approvedAt: request.approved_at?.toISOString() ?? null,
  answeredAt: request.answered_at?.toISOString() ?? null,
  expiresAt: request.expires_at.toISOString(),
  endedAt: request.ended_at?.toISOString() ?? null,
  endedBecause: request.ended_because,
});

/** For a person in it, asked or stood for: who asks, for what, why and on which basis; of others in it nothing. @throws CityError REQUEST_NOT_FOUND */
export async function viewForPerson(
  person: Subject,
  id: string,
  parts: AuthorizationParts,
): Promise<RequestForPerson> {
  const request = await readRequest(parts.db, id);
  const own =
    request === undefined ? [] : (await readParties(parts.db, id)).filter((party) => concerns(party, person));
  if (request === undefined || own.length === 0) throw new CityError('REQUEST_NOT_FOUND');
  const { catalog } = parts;
  const matter = catalog.findMatter(request.matter);
  const department = catalog.findDepartment(request.department);
  const window = catalog.findWindow(request.window);
  if (matter === undefined || department === undefined || window === undefined)
    throw new CityError('REQUEST_NOT_FOUND');
  const authorities = await authoritiesOf(parts.db, person, { date: civilDateOf(parts.clock.now()) });
  return {
    id,
    state: request.state,
    department: viewDepartment(department),
    window: viewWindow(window),
    matter: viewMatter(matter),
    ...timesOf(request),
    choices:
      own.find(({ giver, choices, state }) => giver === person && choices !== null && state === 'waiting')
        ?.choices ?? null,
    parties: await Promise.all(
      own.map((party) =>
        viewParty(party, {
          matter,
          possible:
            party.giver === person ? possibleHolders(party, authorities, askedOf(request, party)) : [],
          parts,
        }),
      ),
    ),
  };
}

export const viewDepartment = ({ code, nameZh, nameEn }: Department) => ({ code, nameZh, nameEn });
export const viewWindow = ({ code, nameZh, nameEn, placeZh, placeEn }: ServiceWindow) => ({
  ...{ code, nameZh, nameEn },
  ...{ placeZh, placeEn },
});
export const viewMatter = ({ code, nameZh, nameEn, addition }: CompleteMatter) => ({
  ...{ code, nameZh, nameEn },
  retentionYears: addition.retention.years,
});

type OwnParty = Pick<
  Awaited<ReturnType<typeof readParties>>[number],
  'subject' | 'given_by' | 'state' | 'items' | 'method' | 'officers' | 'agreed_by'
>;
type ViewContext = {
  readonly matter: CompleteMatter;
  /** For whom the one who looks may act here. */
  readonly possible: readonly Authority[];
  readonly parts: AuthorizationParts;
};

/** One role of a request, or of a slip, with those for whom the person may act in it. */
export async function viewParty(
  party: OwnParty,
  { matter, possible, parts }: ViewContext,
): Promise<RequestForPerson['parties'][number]> {
  const { subject, given_by, state, items, method, officers, agreed_by } = party;
  return {
    subject,
    subjectZh: subjectName(matter, subject),
    agreed: state === 'agreed',
    actsForOther: subject !== given_by,
    method,
    officers,
    agreedBy: agreed_by,
    basis: basisOf(matter, subject),
    asks: items.map((item) => viewItem(item, subject, { matter, parts })),
    holders: await Promise.all(
      possible.map(async ({ holder, kind }) => ({
        ...{ holder, kind },
        name: await parts.credentials.maskedName(holder),
      })),
    ),
  };
}

/** What the matter calls a role. */
export const subjectName = (matter: CompleteMatter, subject: string): string =>
  matter.asks.find((row) => row.subject === subject)?.subjectZh ?? subject;

/** The legal basis on which a matter asks of a role. */
export function basisOf(matter: CompleteMatter, subject: string) {
  const basis = matter.addition.basis.find((row) => row.subject === subject);
  return {
    kind: basis?.kind ?? 'consent',
    articleZh: basis?.articleZh ?? '',
    articleEn: basis?.articleEn ?? '',
  };
}

/** What is asked for of one credential, in the catalogue's words. */
export function viewItem(
  item: PartyItem,
  subject: string,
  { matter, parts }: Pick<ViewContext, 'matter' | 'parts'>,
) {
  const type = parts.catalog.findCredentialType(item.credentialType);
  const row = matter.asks.find(
    (found) => found.subject === subject && found.credentialType === item.credentialType,
  );
  const labels = new Map(type?.fields.map((field) => [field.name, field]));
  return {
    credentialType: item.credentialType,
    nameZh: type?.nameZh ?? item.credentialType,
    nameEn: type?.nameEn ?? item.credentialType,
    fields: item.fields.map((name) => ({
      name,
      labelZh: labels.get(name)?.labelZh ?? name,
      labelEn: labels.get(name)?.labelEn ?? name,
    })),
    purposeZh: row?.purposeZh ?? '',
    purposeEn: row?.purposeEn ?? '',
    because: [
      ...new Map(
        matter.addition.conditions
          .filter(({ id }) => item.because.includes(id))
          .map(({ id, textZh, textEn }) => [id, { id, textZh, textEn }]),
      ).values(),
    ],
  };
}
