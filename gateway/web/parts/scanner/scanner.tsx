/** The scanner: a camera that reads codes, with every state told, and a photo in its place. It knows nothing of what codes mean. */
import { defineComponent, ref, useTemplateRef } from 'vue';
import { scanLine, upload, x } from '../../icons/icons.ts';
import { scan as say } from '../../words/scan.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Note } from '../notes.tsx';
import { type CameraPhase, useCamera } from './camera.ts';
import { openReader } from './reader.ts';
import './scanner.css';

/** `onText` is told the text of each code once, for as long as it stays in sight. */
export const Scanner = defineComponent(
  (props: { readonly onText: (text: string) => unknown }) => {
    const video = useTemplateRef<HTMLVideoElement>('video');
    const { phase, open, close } = useCamera(video, (text) => props.onText(text));
    return () => {
      const isOpen = phase.value === 'asking' || phase.value === 'searching';
      return (
        <div class="stack">
          <div class={['scanner', isOpen ? '' : 'closed']}>
            <video
              ref="video"
              muted
              playsinline
              aria-label={say.frame()}
              hidden={phase.value !== 'searching'}
            />
            {phase.value === 'searching' ? <i aria-hidden="true" /> : null}
          </div>
          <div role="status">
            <Told phase={phase.value} />
          </div>
          {isOpen ? (
            <Button icon={x} wide onPress={close}>
              {say.stop()}
            </Button>
          ) : (
            <Button icon={scanLine} look={phase.value === 'closed' ? 'primary' : 'plain'} wide onPress={open}>
              {phase.value === 'closed' ? say.start() : say.again()}
            </Button>
          )}
        </div>
      );
    };
  },
  { props: ['onText'] },
);

const faults = {
  blocked: { heading: say.blocked, next: say.blockedNext },
  none: { heading: say.noCamera, next: say.noCameraNext },
  broken: { heading: say.broken, next: say.brokenNext },
} as const;

const Told = ({ phase }: { readonly phase: CameraPhase }) => {
  switch (phase) {
    case 'closed':
      return <p>{say.why()}</p>;
    case 'asking':
      return <p>{say.asking()}</p>;
    case 'searching':
      return <p>{say.searching()}</p>;
    default:
      return (
        <Note kind="warn">
          <p>
            <strong>{faults[phase].heading()}</strong>
          </p>
          <p>{faults[phase].next()}</p>
        </Note>
      );
  }
};

/** A photo of a code in place of the camera; it is read here and goes nowhere. */
export const PhotoOfCode = defineComponent(
  (props: { readonly onText: (text: string) => unknown }) => {
    const hasFailed = ref(false);
    const read = async (input: HTMLInputElement): Promise<void> => {
      const [file] = input.files ?? [];
      hasFailed.value = false;
      if (file === undefined) return;
      const text = await openReader()
        .then((readCode) => readCode(file))
        .catch(() => undefined);
      // The same photo may be chosen again.
      input.value = '';
      if (text === undefined) hasFailed.value = true;
      else props.onText(text);
    };
    return () => (
      <div class="stack tight">
        <p>{say.photoWhat()}</p>
        <label class="button photo">
          <Icon of={upload} />
          {say.photoChoose()}
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            onChange={(event) => void read(event.target as HTMLInputElement)}
          />
        </label>
        <p role="status">{hasFailed.value ? say.photoNone() : ''}</p>
      </div>
    );
  },
  { props: ['onText'] },
);
