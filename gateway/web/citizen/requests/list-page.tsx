/** What waits for my yes, as it comes, and what came before. */
import { defineComponent, ref, shallowRef } from 'vue';
import type { Authorization, RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { qrCode, scanLine } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { More } from '../../parts/more.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { certificates as certificateWords } from '../../words/certificates.ts';
import { citizen } from '../../words/citizen.ts';
import { dateText, timeText } from '../../words/dates.ts';
import { requestsList as say } from '../../words/requests-list.ts';
import { nameOf } from '../../words/words.ts';
import { placeOf } from './asker.tsx';
import { waitingRequests } from './known.ts';
import './requests.css';

const PAGE = 20;

export const RequestsPage = defineComponent(() => {
  usePage(say.title);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p role="status" class="lead">
          {say.waitingCount(waitingRequests.value.length)}
        </p>
      </div>
      {waitingRequests.value.length === 0 ? <Nothing /> : <Waiting of={waitingRequests.value} />}
      <section class="stack" aria-labelledby="past">
        <h2 id="past">{say.past()}</h2>
        <Past />
      </section>
    </div>
  );
});

const Nothing = () => (
  <>
    <p class="quiet">{say.noneNext()}</p>
    <p class="row">
      <RouterLink class="button primary" to="/code">
        <Icon of={qrCode} />
        {certificateWords.showCode()}
      </RouterLink>
      <RouterLink class="button" to="/scan">
        <Icon of={scanLine} />
        {certificateWords.scan()}
      </RouterLink>
    </p>
  </>
);

const Waiting = ({ of }: { readonly of: readonly RequestForPerson[] }) => (
  <ul class="requests">
    {of.map((request) => (
      <li key={request.id}>
        <RouterLink class="sheet request" to={`/requests/${request.id}`}>
          <strong>{nameOf(request.department)}</strong>
          <span>{nameOf(request.matter)}</span>
          <span class="small quiet">
            {placeOf(request)} · {citizen.lookLater({ time: timeText(request.expiresAt) })}
          </span>
        </RouterLink>
      </li>
    ))}
  </ul>
);

/** Read page by page; what ended meanwhile comes with the next reading. */
const Past = defineComponent(() => {
  const pages = ref(1);
  const all = shallowRef<readonly Authorization[]>([]);
  const list = useLoaded(
    () => [pages.value, waitingRequests.value.length] as const,
    async ([count], signal): Promise<Items<Authorization>> => {
      const query = new URLSearchParams({ limit: String(Math.min(100, count * PAGE)) });
      const read = await call<Items<Authorization>>('GET', `/me/authorizations?${query}`, { signal });
      all.value = read.items.filter(({ id }) => !waitingRequests.value.some((waiting) => waiting.id === id));
      return read;
    },
  );
  const show = ({ next }: Items<Authorization>) => (
    <>
      {all.value.length === 0 ? <p class="quiet">{say.pastNone()}</p> : null}
      <More items={all.value} first={3} show={(items) => <PastItems of={items} />} />
      {next === null || pages.value * PAGE >= 100 ? null : (
        <Button
          onPress={() => {
            pages.value += 1;
          }}
        >
          {say.more()}
        </Button>
      )}
    </>
  );
  return () => <ShowLoaded of={list} show={show} />;
});

const states = {
  waiting: { kind: 'info', text: say.stateWaiting },
  approved: { kind: 'info', text: say.stateApproved },
  answered: { kind: 'ok', text: say.stateAnswered },
  refused: { kind: 'plain', text: say.stateRefused },
  expired: { kind: 'plain', text: say.stateExpired },
  withdrawn: { kind: 'plain', text: say.stateWithdrawn },
} as const;

const PastItems = ({ of }: { readonly of: readonly Authorization[] }) => (
  <ul class="requests">
    {of.map(({ id, state, matterNames, departmentNames, createdAt }) => (
      <li key={id}>
        <RouterLink class="sheet request" to={`/requests/${id}`}>
          <span class="row">
            <strong>{nameOf(departmentNames)}</strong>
            <Tag kind={states[state].kind}>{states[state].text()}</Tag>
          </span>
          <span>{nameOf(matterNames)}</span>
          <span class="small quiet">
            {dateText(createdAt)} {timeText(createdAt)}
          </span>
        </RouterLink>
      </li>
    ))}
  </ul>
);
