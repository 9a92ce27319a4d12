/** What a request means to who stands before the screen. */
import type { ScreenView } from '../../../sdk/schemas/screens.ts';
import { facing as say } from '../words/facing.ts';
import { requests } from '../words/requests.ts';
import { shared } from '../words/shared.ts';
import { labelOf, nameOf } from '../words/words.ts';
import type { Request } from './screen.ts';

export type Party = Request['parties'][number];

/**
 * The parties to be shown: whoever may say yes or no here now, with everything that is asked of them; where nobody may,
 * everybody who hasn't yet.
 */
export function partiesHere({ parties }: Request): readonly Party[] {
  const first = parties.find(({ mayDecide }) => mayDecide);
  if (first === undefined) {
    const open = parties.filter(({ agreed }) => !agreed);
    return open.length === 0 ? parties : open;
  }
  return parties.filter(({ mayDecide, maskedName }) => mayDecide && maskedName === first.maskedName);
}

export const fieldCount = (parties: readonly Party[]): number =>
  parties.reduce((sum, { asks }) => sum + asks.reduce((own, { fields }) => own + fields.length, 0), 0);

/** Who is to show their face here, where nobody may say yes or no yet. */
export const partyForFace = ({ state, parties }: Request): Party | undefined =>
  state !== 'waiting' || parties.some(({ mayDecide }) => mayDecide)
    ? undefined
    : parties.find(({ mayShowFace }) => mayShowFace);

/** The question while it is open, and else what came of it. */
export function headingOf(request: Request): string {
  const here = partiesHere(request);
  switch (request.state) {
    case 'waiting':
      if (here.some(({ mayDecide }) => mayDecide)) return requests.heading(fieldCount(here));
      return request.parties.some(({ agreed }) => !agreed) ? openHeading(here) : requests.waitOthers();
    case 'approved':
      return requests.approved();
    case 'answered':
      return requests.answered(fieldCount(request.parties));
    case 'expired':
      return requests.expired();
    case 'withdrawn':
      return requests.withdrawn();
    case 'refused':
      return request.endedBecause === 'refused' ? requests.refused() : requests.endedElse();
  }
}

function openHeading(here: readonly Party[]): string {
  if (here.some(({ show }) => show !== null)) return say.scan();
  if (here.some(({ waitsForGuardian }) => waitsForGuardian)) return say.guardian();
  return here.every(({ method }) => method === 'officers') ? say.officers() : say.onPhone();
}

/** What a voice says of it. */
export function readAloudText(request: Request, { department, window }: ScreenView): string {
  const here = partiesHere(request);
  const fields = here.flatMap(({ asks }) => asks.flatMap((ask) => ask.fields.map(labelOf)));
  const whole = {
    department: nameOf(department),
    window: nameOf(window),
    matter: nameOf(request.matter),
    fields: shared.list(fields),
  };
  return here.some(({ mayDecide }) => mayDecide)
    ? requests.readAloud(whole)
    : say.readAloud({ ...whole, heading: headingOf(request) });
}
