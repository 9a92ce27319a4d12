/** How many people wait for this clerk to compare them with what they enrolled; nothing where face is off. */
import { defineComponent, onScopeDispose } from 'vue';
import { readWindowFace } from '../../calls/face-at-window.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { scanFace } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { faceChecks as say } from '../../words/counter-face.ts';

const LOOK_EVERY = 10_000;

export const FaceChecksLink = defineComponent(
  (props: { readonly window: string }) => {
    const here = useLoaded(() => props.window, readWindowFace);
    const turns = setInterval(here.again, LOOK_EVERY);
    onScopeDispose(() => clearInterval(turns));
    return () =>
      here.value === undefined || here.value.offered === 'off' ? null : (
        <RouterLink class="tool" to="/face-checks">
          <Icon of={scanFace} />
          {say.link({ n: here.value.toCheck })}
        </RouterLink>
      );
  },
  { props: ['window'] },
);
