/** One request: yes or no, and what came of it. */
import { computed, defineComponent, watch } from 'vue';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { useNames } from '../../calls/names.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { useRoute } from '../../parts/router.tsx';
import { requests as say } from '../../words/requests.ts';
import { useFamily } from '../own.ts';
import { fieldCount, ownTurn, useDeciding } from './deciding.ts';
import { useEnd } from './end.ts';
import { asksMe, knownRequest, readRequest } from './known.ts';
import { Outcome, outcomeOf } from './outcome.tsx';
import { Question } from './question.tsx';
import './requests.css';

export const RequestPage = defineComponent(() => {
  const route = useRoute();
  const id = computed(() => String(route.params.id));
  usePage(say.requestTitle);
  const loaded = useLoaded(() => id.value, readRequest);
  const request = (): RequestForPerson | undefined => knownRequest(id.value);
  return () => (
    <div class="stack loose" key={id.value}>
      <Heading of={request()} />
      <ShowLoaded of={loaded} show={(read) => <One id={read.id} />} />
    </div>
  );
});

const headingOf = (request: RequestForPerson): string =>
  asksMe(request) ? say.heading(fieldCount(ownTurn(request))) : outcomeOf(request).heading();

/** One heading through all that happens to the request, so that what changes is read where the reader is. */
const Heading = ({ of }: { readonly of: RequestForPerson | undefined }) => (
  <div class="stack tight">
    <h1 tabindex="-1" class={of === undefined ? 'visually-hidden' : ''}>
      {of === undefined ? say.requestTitle() : headingOf(of)}
    </h1>
    {of !== undefined && asksMe(of) ? <p class="quiet">{say.pace()}</p> : null}
  </div>
);

const One = defineComponent(
  (props: { readonly id: string }) => {
    const request = (): RequestForPerson => knownRequest(props.id) as RequestForPerson;
    const names = useNames();
    const family = useFamily();
    const deciding = useDeciding(request);
    useEnd(request);
    // However it ended, the reader goes on at the heading that says so.
    watch(() => asksMe(request()), focusHeading);
    return () => {
      const of = request();
      return (
        <>
          <p role="status" class="visually-hidden">
            {asksMe(of) ? '' : headingOf(of)}
          </p>
          {asksMe(of) ? (
            <ShowLoaded
              of={names}
              show={({ type }) => (
                <Question of={of} deciding={deciding} typeOf={type} ageGroup={family.value?.ageGroup} />
              )}
            />
          ) : (
            <Outcome of={of} deciding={deciding} />
          )}
        </>
      );
    };
  },
  { props: ['id'] },
);
