/** A slip as its giver sees it: before agreeing, in the list, and with its code. */
import type { SlipForPerson, SlipPreview, SlipWish, SlipWithCode } from '../../sdk/schemas/slips.ts';
import { slipNumber } from '../../sdk/slip/ticket.ts';
import type { Subject } from '../actor.ts';
import type { CompleteMatter } from '../catalog/catalog.ts';
import type { ServiceWindow } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import { CityError } from '../errors.ts';
import { authoritiesOf } from './authorities.ts';
import { askedOf, possibleHolders } from './holders.ts';
import { itemsOf } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';
import { drawQr } from './qr-images.ts';
import type { SlipRow } from './redeem-slips.ts';
import { draftSlip, stateOf } from './slips.ts';
import { viewParty } from './views.ts';

const BY_SLIP = { method: 'slip' as const, officers: [] };

/** What a slip would show, and for whom this person may consent in each role; nothing is kept. @throws as draftSlip */
export async function previewSlip(
  giver: Subject,
  wish: SlipWish,
  parts: AuthorizationParts,
): Promise<SlipPreview> {
  const draft = draftSlip(wish, parts);
  const { matter, about } = aboutSlip(draft, parts);
  const authorities = await authoritiesOf(parts.db, giver, { date: civilDateOf(parts.clock.now()) });
  const parties = await Promise.all(
    draft.consents.map(async ({ subject, givenBy: role }) => {
      const party = {
        subject,
        given_by: role,
        agreed_by: null,
        state: 'waiting',
        ...BY_SLIP,
        items: itemsOf(draft.rows, subject),
      } as const;
      const possible = possibleHolders(party, authorities, askedOf(draft, party));
      return { ...(await viewParty(party, { matter, possible, parts })), role };
    }),
  );
  return { ...about, lastDay: draft.lastDay, parties };
}

/** A slip without its code. */
export async function viewSlip(row: SlipRow, parts: AuthorizationParts): Promise<SlipForPerson> {
  const { matter, about } = aboutSlip(row, parts);
  const parties = await Promise.all(
    row.parties.map(async (party) => {
      const shape = {
        ...party,
        ...BY_SLIP,
        agreed_by: null,
        state: 'agreed' as const,
        items: [...party.items],
      };
      const { holders: _, ...view } = await viewParty(shape, { matter, possible: [], parts });
      const isOther = party.holder !== row.giver;
      const holderName = isOther ? await parts.credentials.maskedName(party.holder) : null;
      return { ...view, holder: party.holder, holderName };
    }),
  );
  return {
    id: row.id,
    number: slipNumber(row.id),
    state: stateOf(row, parts),
    ...about,
    lastDay: row.last_day,
    createdAt: row.created_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    redeemedAt: row.redeemed_at?.toISOString() ?? null,
    redeemedAtWindow: row.window,
    request: row.request_id,
    parties,
  };
}

/** A slip with its code, which it has as long as it can be redeemed. */
export async function viewSlipWithCode(row: SlipRow, parts: AuthorizationParts): Promise<SlipWithCode> {
  const view = await viewSlip(row, parts);
  if (view.state !== 'live') return { ...view, code: null };
  const text = await ticketOf(row, parts);
  return { ...view, code: { text, ...(await drawQr(text)) } };
}

/** The text of a slip's code. */
export async function ticketOf(row: SlipRow, parts: AuthorizationParts): Promise<string> {
  return parts.slipTickets.textOf({
    id: row.id,
    matter: row.matter,
    department: row.department,
    lastDay: row.last_day,
    maskedName: await parts.credentials.maskedName(row.giver),
  });
}

function aboutSlip(
  {
    matter: matterCode,
    department: departmentCode,
  }: { readonly matter: string; readonly department: string },
  { catalog }: AuthorizationParts,
): {
  readonly matter: CompleteMatter;
  readonly about: Pick<SlipForPerson, 'matter' | 'department' | 'windows'>;
} {
  const [matter, department] = [catalog.findMatter(matterCode), catalog.findDepartment(departmentCode)];
  if (matter === undefined || department === undefined) throw new CityError('SLIP_NOT_FOUND');
  const windows = catalog.windows.filter((window) => window.departmentCode === departmentCode);
  return {
    matter,
    about: { matter: nameOf(matter), department: nameOf(department), windows: windows.map(placeOf) },
  };
}

type Named = { readonly code: string; readonly nameZh: string; readonly nameEn: string };
const nameOf = ({ code, nameZh, nameEn }: Named): Named => ({ code, nameZh, nameEn });
const placeOf = ({ placeZh, placeEn, ...window }: ServiceWindow) => ({ ...nameOf(window), placeZh, placeEn });
