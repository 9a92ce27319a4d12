/** Whatever page is open: who waits for the person's yes, said once and offered on top. */
import { defineComponent } from 'vue';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { handHelping } from '../../icons/icons.ts';
import { Note } from '../../parts/notes.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { citizen as say } from '../../words/citizen.ts';
import { timeText } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';
import { followRequests, waitingRequests } from './known.ts';

/** On the pages of requests themselves nothing is offered twice. */
export const Arrivals = defineComponent(() => {
  const route = useRoute();
  followRequests();
  return () => {
    const [first] = route.path.startsWith('/requests') ? [] : waitingRequests.value;
    return (
      <div class="arrivals" role="status">
        {first === undefined ? null : <Offer of={first} />}
      </div>
    );
  };
});

const Offer = ({ of }: { readonly of: RequestForPerson }) => (
  <Note kind="plain" icon={handHelping}>
    <p>
      <strong>{say.callsNow({ who: nameOf(of.department) })}</strong>
    </p>
    <p>{say.callsWhat({ matter: nameOf(of.matter) })}</p>
    <p class="quiet">{say.lookLater({ time: timeText(of.expiresAt) })}</p>
    <p>
      <RouterLink class="button" to={`/requests/${of.id}`}>
        {say.look()}
      </RouterLink>
    </p>
  </Note>
);
