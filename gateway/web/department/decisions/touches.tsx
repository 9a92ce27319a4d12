/** What a change of status would touch; it takes the focus, and from here it is proposed or left. */
import { defineComponent, onMounted, ref } from 'vue';
import type { StatusPreview } from '../../../../sdk/schemas/administration.ts';
import { Button } from '../../parts/button.tsx';
import { Counts } from '../../parts/counts.tsx';
import { decisions as say } from '../../words/department-decisions.ts';
import { type Catalogue, matterName } from '../names.ts';

type Props = {
  readonly of: StatusPreview;
  readonly names: Catalogue | undefined;
  readonly isBusy: boolean;
  readonly onPropose: () => unknown;
  readonly onLeave: () => unknown;
};

export const Touches = defineComponent(
  (props: Props) => {
    const heading = ref<HTMLElement>();
    onMounted(() => heading.value?.focus());
    return () => {
      const { credentials, matters, openRequests, usesInRetention } = props.of;
      return (
        <section class="sheet stack" aria-labelledby="touches">
          <h2 id="touches" tabindex="-1" ref={heading}>
            {credentials === 0 ? say.touchesNone() : say.touches(credentials)}
          </h2>
          <Counts
            of={[
              { text: say.openRequests(), count: openRequests },
              { text: say.uses(), count: usesInRetention },
              { text: say.matters(), count: matters.length },
            ]}
          />
          <details>
            <summary>{say.whichMatters()}</summary>
            <ul class="names">
              {matters.map((code) => (
                <li key={code}>{matterName(props.names, code)}</li>
              ))}
            </ul>
          </details>
          <div class="row">
            {credentials === 0 ? null : (
              <Button look="primary" busy={props.isBusy} onPress={props.onPropose}>
                {props.isBusy ? say.proposing() : say.propose()}
              </Button>
            )}
            <Button onPress={props.onLeave}>{say.notNow()}</Button>
          </div>
        </section>
      );
    };
  },
  { props: ['of', 'names', 'isBusy', 'onPropose', 'onLeave'] },
);
