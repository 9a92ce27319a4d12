/** Reading aloud: the device reads a text aloud, where it has a voice of the page's language. */
import { computed, defineComponent, onScopeDispose, ref, shallowRef } from 'vue';
import { volume2 } from '../icons/icons.ts';
import { language, tags } from '../words/language.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const RATE = 0.85;
const speech: SpeechSynthesis | undefined = globalThis.speechSynthesis;

const voices = shallowRef<readonly SpeechSynthesisVoice[]>(speech?.getVoices() ?? []);
speech?.addEventListener('voiceschanged', () => {
  voices.value = speech.getVoices();
});

// Only voices on the device: others would send the text to somebody else.
const voice = computed(() =>
  voices.value.find(
    ({ lang, localService }) =>
      localService && lang.replace('_', '-').startsWith(tags[language.value].slice(0, 2)),
  ),
);

function utteranceOf(text: string): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice.value ?? null;
  utterance.lang = tags[language.value];
  utterance.rate = RATE;
  return utterance;
}

const isEachSaid = ref(false);

/** Says it aloud where the reader wants to hear each thing that is to be done, in the place of what is being said. */
export function sayIfWanted(text: string): void {
  if (!isEachSaid.value || voice.value === undefined) return;
  speech?.cancel();
  speech?.speak(utteranceOf(text));
}

/** Whether each thing that is to be done is said aloud; `text` is what is to be done now. Nothing where the device has no voice. */
export const SayEach = defineComponent(
  (props: { readonly label: string; readonly text: () => string }) => {
    const change = (): void => {
      isEachSaid.value = !isEachSaid.value;
      if (isEachSaid.value) sayIfWanted(props.text());
      else speech?.cancel();
    };
    onScopeDispose(() => speech?.cancel());
    return () =>
      voice.value === undefined ? null : (
        <button type="button" class="button wide" aria-pressed={isEachSaid.value} onClick={change}>
          <Icon of={volume2} />
          <span>{props.label}</span>
        </button>
      );
  },
  { props: ['label', 'text'] },
);

/** A button that reads `text` aloud, and stops when pressed again; nothing where the device has no voice for it. */
export const ReadAloud = defineComponent(
  (props: { readonly text: () => string }) => {
    const isReading = ref(false);
    const stop = (): void => speech?.cancel();
    onScopeDispose(stop);
    const read = (): void => {
      if (isReading.value) {
        stop();
        return;
      }
      const utterance = utteranceOf(props.text());
      utterance.onend = utterance.onerror = () => {
        isReading.value = false;
      };
      isReading.value = true;
      speech?.speak(utterance);
    };
    return () =>
      voice.value === undefined ? null : (
        <Button icon={volume2} onPress={read}>
          {isReading.value ? shared.stopReading() : shared.readToMe()}
        </Button>
      );
  },
  { props: ['text'] },
);
