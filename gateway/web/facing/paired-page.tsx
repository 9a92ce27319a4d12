/** A paired screen: what its window asks, and nothing of anybody in between. */
import { defineAsyncComponent, defineComponent, ref, type VNode, watch } from 'vue';
import type { ScreenView } from '../../../sdk/schemas/screens.ts';
import { fileText, hourglass } from '../icons/icons.ts';
import { Blank } from '../parts/blank.tsx';
import { Button } from '../parts/button.tsx';
import { focusHeading, usePage } from '../parts/page.ts';
import { facing as say } from '../words/facing.ts';
import { elder, language, setElder, setLanguage } from '../words/language.ts';
import { papers } from '../words/papers.ts';
import { nameOf } from '../words/words.ts';
import { useAwake } from './awake.ts';
import type { Paired } from './device.ts';
import { whenQuiet } from './quiet.ts';
import { partyForFace } from './request.ts';
import { RequestView } from './request-view.tsx';
import { type Request, useScreen } from './screen.ts';
import { Telling } from './telling.tsx';

/** Comes where somebody is to show their face. */
const FaceView = defineAsyncComponent(async () => (await import('./face/face-view.tsx')).FaceView);

/** Comes where two officers wait for a face. */
const CheckView = defineAsyncComponent(async () => (await import('./face/check-view.tsx')).CheckView);

type Props = { readonly paired: Paired; readonly onEnd: () => unknown };

export const PairedPage = defineComponent(
  (props: Props) => {
    usePage(say.heading);
    useAwake();
    const { screen, decide, startFace, showFace, startCheck, showCheck, clear } = useScreen(
      props.paired,
      () => void props.onEnd(),
    );
    const isTelling = ref(false);
    /** What the window asks, until its end was read. */
    const asked = (): Request | undefined => {
      const now = screen.view?.request;
      return now === null || now?.id === screen.over ? undefined : now;
    };
    useOwnPreferences(() => asked() !== undefined || isTelling.value || screen.view?.faceCheck != null);
    let last: string | undefined;
    watch(
      () => asked()?.id,
      (now) => {
        // What the window asks next comes before what somebody is telling.
        if (now !== undefined && now !== last) isTelling.value = false;
        last = now ?? last;
        focusHeading();
      },
    );
    watch([() => screen.isStale, isTelling, () => screen.view?.faceCheck?.id], focusHeading);
    const shownBy = (view: ScreenView): VNode => {
      const request = asked();
      if (request === undefined && view.faceCheck !== null) {
        const { id } = view.faceCheck;
        return (
          <CheckView
            key={`check ${id}`}
            at={view}
            calls={{ start: () => startCheck(id), send: (evidence) => showCheck(id, evidence) }}
          />
        );
      }
      if (request === undefined) return <Idle of={view} />;
      const party = partyForFace(request);
      if (party !== undefined)
        return (
          <FaceView
            key={`face ${request.id} ${party.subject}`}
            of={request}
            party={party}
            at={view}
            calls={{
              start: (said) => startFace(request.id, said),
              send: (said, evidence) => showFace(request.id, { ...said, ...evidence }),
            }}
          />
        );
      return (
        <RequestView
          key={request.id}
          of={request}
          at={view}
          decide={(decision) => decide(request.id, decision)}
          onClear={() => clear(request.id)}
        />
      );
    };
    return () => {
      const { view } = screen;
      if (view !== undefined && isTelling.value)
        return <Telling about={aboutOf(view)} onEnd={() => (isTelling.value = false)} />;
      if (view === undefined || screen.isStale)
        return <Blank isPage icon={hourglass} heading={say.connecting()} text={say.connectingNext()} />;
      return (
        <>
          {shownBy(view)}
          <p class="asked-for-paper">
            <Button icon={fileText} onPress={() => (isTelling.value = true)}>
              {papers.title()}
            </Button>
          </p>
        </>
      );
    };
  },
  { props: ['paired', 'onEnd'] },
);

/** What somebody most likely tells of who stands here. */
const aboutOf = ({ window, request }: ScreenView) => ({
  ...(request === null ? {} : { matter: request.matter.code, window: window.code }),
});

/** Language and size are chosen by one person and aren't the next one's: `isTaken` while there is somebody. */
function useOwnPreferences(isTaken: () => boolean): void {
  const own = { language: language.value, elder: elder.value };
  const restore = (): void => {
    setLanguage(own.language);
    setElder(own.elder);
  };
  watch(isTaken, (now) => {
    if (!now) restore();
  });
  whenQuiet(() => {
    if (!isTaken()) restore();
  });
}

const Idle = ({ of: { department, window } }: { readonly of: ScreenView }) => (
  <div class="idle stack">
    <h1 tabindex="-1">{say.idle()}</h1>
    <p class="lead">{say.idleWhat()}</p>
    <p>
      <strong>{nameOf(department)}</strong> · {nameOf(window)}
    </p>
    <p class="quiet">{say.keepsNothing()}</p>
  </div>
);
