/** What came of a request: agreed, seen, refused, out of time, taken back; and what to do next. */

import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { history, qrCode } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { requests as say } from '../../words/requests.ts';
import { Asker } from './asker.tsx';
import { ByWhom } from './by-whom-later.ts';
import { type Deciding, fieldCount } from './deciding.ts';
import { DecidingFault } from './fault.tsx';
import { isOpen } from './known.ts';

type Told = { readonly heading: () => string; readonly next?: () => string };

/** Ends that aren't told by the state alone. */
const ends: Readonly<Record<string, Told>> = {
  refused: { heading: say.refused, next: say.refusedNext },
  'wrong-digits': { heading: say.wrongDigits, next: say.wrongDigitsNext },
  'not-this-person': { heading: say.notThisPerson, next: say.endedElseNext },
  'authority-ended': { heading: say.authorityEnded, next: say.endedElseNext },
};

/** What is said of a request that isn't the person's turn any more. */
export function outcomeOf({ state, endedBecause, parties }: RequestForPerson): Told {
  switch (state) {
    case 'waiting':
      return { heading: say.waitOthers, next: say.approvedNext };
    case 'approved':
      return { heading: say.approved, next: say.approvedNext };
    case 'answered':
      return { heading: () => say.answered(fieldCount(parties)) };
    case 'expired':
      return { heading: say.expired, next: say.expiredNext };
    case 'withdrawn':
      return { heading: say.withdrawn, next: say.withdrawnNext };
    default: {
      // Whoever agreed didn't refuse: somebody else did.
      const isOthers = endedBecause === 'refused' && parties.every(({ agreed }) => agreed);
      const told = isOthers ? undefined : ends[endedBecause ?? ''];
      return told ?? { heading: say.endedElse, next: say.endedElseNext };
    }
  }
}

export const Outcome = ({ of, deciding }: { readonly of: RequestForPerson; readonly deciding: Deciding }) => {
  const { next } = outcomeOf(of);
  return (
    <>
      {next === undefined ? null : <p>{next()}</p>}
      <ByWhom of={of} />
      <DecidingFault of={deciding.fault.value} />
      {isOpen(of) ? <TakeBack deciding={deciding} /> : <Onward of={of} />}
      <Asker of={of} />
    </>
  );
};

const TakeBack = ({ deciding: { busy, act } }: { readonly deciding: Deciding }) => (
  <Button look="danger" wide busy={busy.value === 'takeBack'} onPress={() => act('takeBack')}>
    {busy.value === 'takeBack' ? say.takingBack() : say.takeBack()}
  </Button>
);

const Onward = ({ of }: { readonly of: RequestForPerson }) => (
  <>
    <p class="row">
      {of.state === 'answered' ? (
        <RouterLink class="button" to="/records">
          <Icon of={history} />
          {say.toRecords()}
        </RouterLink>
      ) : (
        <RouterLink class="button" to="/code">
          <Icon of={qrCode} />
          {say.toCode()}
        </RouterLink>
      )}
      <RouterLink class="button" to="/requests">
        {say.toList()}
      </RouterLink>
    </p>
    <p>
      <a class="tall" href={`/papers?${new URLSearchParams({ request: of.id })}`}>
        {say.paper()}
      </a>
    </p>
  </>
);
