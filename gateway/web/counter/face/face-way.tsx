/** A face as one more way to somebody's yes: offered where all that it takes is there, and else why not. */
import { defineComponent, onScopeDispose } from 'vue';
import type { CompleteMatter } from '../../../../sdk/schemas/catalog.ts';
import type { WindowFace } from '../../../../sdk/schemas/face.ts';
import { readWindowFace } from '../../calls/face-at-window.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { scanFace } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { face as say } from '../../words/counter-face.ts';
import type { Way } from '../asking.ts';
import { useKeys } from '../keys.tsx';
import { WayBox } from '../way-box.tsx';
import { windowHere } from '../window.tsx';

type Props = { readonly matter: CompleteMatter; readonly onTake: (way: Way) => void };

const LOOK_EVERY = 10_000;
const WHY_NOT = 'face-why-not';

export const FaceWay = defineComponent(
  (props: Props) => {
    const here = useLoaded(() => windowHere.value?.code ?? '', readWindowFace);
    const turns = setInterval(here.again, LOOK_EVERY);
    onScopeDispose(() => clearInterval(turns));
    const isOffered = (): boolean =>
      props.matter.authorisation.face && here.value?.offered === 'on' && here.value.hasScreen;
    const ask = (): void => {
      if (isOffered()) props.onTake({ method: 'face', party: { face: true } });
    };
    useKeys([{ key: 'Alt 6', text: say.way, act: ask }]);
    const whyNot = () => {
      if (!props.matter.authorisation.face) return say.notForMatter();
      if (here.value === undefined) return here.phase === 'loading' ? say.looking() : say.unknown();
      if (here.value.offered !== 'on') return say[here.value.offered]();
      return (
        <>
          {say.noScreen()}
          <RouterLink to="/screens">{say.toScreens()}</RouterLink>
        </>
      );
    };
    return () => (
      <WayBox icon={scanFace} title={say.way()} keyName="Alt 6">
        <p class="small quiet">{say.what()}</p>
        <Button blockedBy={isOffered() ? undefined : WHY_NOT} onPress={ask}>
          {say.ask()}
        </Button>
        <p id={WHY_NOT} class="small">
          {isOffered() ? limitsOf(here.value) : whyNot()}
        </p>
      </WayBox>
    );
  },
  { props: ['matter', 'onTake'] },
);

/** What an engine isn't yet. */
export function limitsOf(here: WindowFace | undefined): string {
  const engine = here?.engine;
  if (engine?.isPilot) return engine.isCalibrated ? say.pilot() : say.pilotUncalibrated();
  return engine?.isCalibrated === false ? say.uncalibrated() : '';
}
