/** What stands round the counter's pages while there is no network: what works all the same, and the way there. */
import { defineComponent } from 'vue';
import { signedIn } from '../../calls/session.ts';
import { wifiOff } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink, RouterView, useRoute } from '../../parts/router.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { spanText } from '../desk-header.tsx';
import { isTrustFresh, trustAge } from '../trust.ts';
import { isAway } from './away.ts';
import { keeper } from './begin.ts';

const HERE = '/offline';

/** Its slot is the pages that need the gateway; where nobody is known to be signed in, the way to the one that doesn't. */
export const WithoutNetwork = defineComponent((_props, { slots }) => {
  const route = useRoute();
  return () => (
    <>
      <AwayNote isHere={route.path === HERE} />
      {route.path === HERE ? <RouterView /> : isStranded() ? <Stranded /> : slots.default?.()}
    </>
  );
});

const isStranded = (): boolean => isAway.value && signedIn() === undefined && keeper.value !== undefined;

const AwayNote = ({ isHere }: { readonly isHere: boolean }) => (
  <div role="status">
    {isAway.value ? (
      <Note kind={isTrustFresh() ? 'warn' : 'bad'} icon={wifiOff}>
        <p>{awayText()}</p>
        {isHere ? null : (
          <p>
            <RouterLink class="tall" to={HERE}>
              {say.open()}
            </RouterLink>
          </p>
        )}
      </Note>
    ) : null}
  </div>
);

function awayText(): string {
  const age = trustAge();
  if (age === undefined) return say.awayNoTrust();
  return isTrustFresh() ? say.away({ age: spanText(age) }) : say.awayOld({ age: spanText(age) });
}

const Stranded = defineComponent(() => {
  usePage(say.stranded);
  return () => <Blank isPage icon={wifiOff} heading={say.stranded()} text={say.strandedWhy()} />;
});
