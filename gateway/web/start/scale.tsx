/** How much there is, as the catalogue counts it. */
import { defineComponent } from 'vue';
import { findMatters } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import { countText } from '../words/dates.ts';
import { start as say } from '../words/start.ts';

export const Scale = defineComponent(
  (props: { readonly departments: number; readonly types: number }) => {
    const matters = useLoaded(
      () => undefined,
      async (_, signal) => (await findMatters('', 1, signal)).total,
    );
    return () => (
      <section class="sheet scale" aria-label={say.scale()}>
        <div class="count">
          <Figure count={props.departments} of={say.departments()} />
          <Figure count={props.types} of={say.certificates()} />
          {matters.value === undefined ? null : <Figure count={matters.value} of={say.matters()} />}
        </div>
      </section>
    );
  },
  { props: ['departments', 'types'] },
);

const Figure = ({ count, of }: { readonly count: number; readonly of: string }) => (
  <p>
    <b class="number">{countText(count)}</b>
    {of}
  </p>
);
