/** Before the camera: to be enrolled, or to try whether one is recognised. */
import { computed, defineAsyncComponent, defineComponent, shallowRef, type VNode } from 'vue';
import type { FaceEvidence, FaceStatus } from '../../../../sdk/schemas/face.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { ownFace as say } from '../../words/own-face.ts';
import { useHolder, withHolder } from '../acting/holder.ts';
import { Ways } from '../ways.tsx';
import { enrolFace, otherWays, type Purpose, readFace, startChallenge, verifyFace } from './own-face.ts';
import './face-pages.css';

/** Not for those who only read. */
const FaceChallenge = defineAsyncComponent(
  async () => (await import('../../parts/face/face-challenge.tsx')).FaceChallenge,
);

type Done = 'enrolled' | 'to-be-checked' | 'recognised';

export const CheckPage = defineComponent(() => {
  const route = useRoute();
  const holder = useHolder();
  const purpose = computed((): Purpose => (route.query.purpose === 'verify' ? 'verify' : 'enrol'));
  usePage(() => (purpose.value === 'verify' ? say.tryTitle() : say.enrolTitle()));
  const found = useLoaded(
    () => holder.value,
    (of, signal) => readFace(of, signal),
  );
  const done = shallowRef<Done>();
  const calls = {
    start: () => startChallenge(purpose.value, holder.value),
    send: async (evidence: FaceEvidence): Promise<void> => {
      done.value = await doneBy(purpose.value, evidence, holder.value);
      focusHeading();
    },
  };
  const show = ({ consent, engine }: FaceStatus): VNode => {
    if (done.value !== undefined) return <Told of={done.value} holder={holder.value} />;
    if (consent === null) return <NoConsent holder={holder.value} />;
    return (
      <FaceChallenge calls={calls} isPilot={engine?.isPilot ?? true}>
        {{ default: () => <Ways heading={say.others()} items={otherWays} /> }}
      </FaceChallenge>
    );
  };
  return () => (
    <div class="stack loose">
      {found.value === undefined ? <h1 tabindex="-1">{say.title()}</h1> : null}
      <ShowLoaded of={found} show={show} />
    </div>
  );
});

async function doneBy(purpose: Purpose, evidence: FaceEvidence, holder: string | undefined): Promise<Done> {
  if (purpose === 'verify') {
    await verifyFace(evidence, holder);
    return 'recognised';
  }
  const { enrolment } = await enrolFace(evidence, holder);
  return enrolment?.state === 'to-be-checked' ? 'to-be-checked' : 'enrolled';
}

const endings = {
  enrolled: { heading: say.enrolled, what: say.activeWhat },
  'to-be-checked': { heading: say.toBeChecked, what: say.toBeCheckedWhat },
  recognised: { heading: say.recognised, what: say.recognisedWhat },
} as const;

type ToldProps = { readonly of: Done; readonly holder: string | undefined };

const Told = ({ of, holder }: ToldProps): VNode => (
  <div class="stack loose">
    <div class="stack tight">
      <h1 tabindex="-1">{endings[of].heading()}</h1>
      <p role="status">{endings[of].what()}</p>
    </div>
    {of === 'to-be-checked' ? (
      <RouterLink class="button wide" to={withHolder('/code', holder)}>
        {say.toDigits()}
      </RouterLink>
    ) : null}
    <RouterLink class="button wide" to={withHolder('/face', holder)}>
      {say.toFace()}
    </RouterLink>
  </div>
);

const NoConsent = ({ holder }: { readonly holder: string | undefined }): VNode => (
  <div class="stack loose">
    <h1 tabindex="-1">{say.needsConsent()}</h1>
    <p>{say.why()}</p>
    <RouterLink class="button wide" to={withHolder('/face', holder)}>
      {say.toConsent()}
    </RouterLink>
  </div>
);
