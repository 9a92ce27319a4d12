/** Answering a counter's code: by the camera, by a photo, or by typing. */
import { defineComponent, ref } from 'vue';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import { CallProblem } from '../../calls/problem.ts';
import { hash, qrCode, user } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Field, type InputAttributes } from '../../parts/fields.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { useRouter } from '../../parts/router.tsx';
import { PhotoOfCode, Scanner } from '../../parts/scanner/scanner.tsx';
import { citizen } from '../../words/citizen.ts';
import { code as codeWords } from '../../words/code.ts';
import { scan as say } from '../../words/scan.ts';
import { tell } from '../requests/known.ts';
import { Ways } from '../ways.tsx';
import { counterCodeIn } from './counter-code.ts';

type Trouble = { readonly heading: string; readonly text: string };

export const ScanPage = defineComponent(() => {
  usePage(say.title);
  const { trouble, open, isBusy } = useOpening();
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p class="quiet">{say.lead()}</p>
      </div>
      <Scanner onText={open} />
      <div role="alert">
        {trouble.value === undefined ? null : (
          <Note kind="warn">
            <p>
              <strong>{trouble.value.heading}</strong>
            </p>
            <p>{trouble.value.text}</p>
          </Note>
        )}
      </div>
      <section class="stack tight" aria-labelledby="photo">
        <h2 id="photo">{say.photo()}</h2>
        <PhotoOfCode onText={open} />
      </section>
      <section class="stack tight" aria-labelledby="type">
        <h2 id="type">{say.type()}</h2>
        <Typing isBusy={isBusy.value} onOpen={open} />
      </section>
      <Ways heading={say.others()} items={ways} />
    </div>
  );
});

const ways = [
  { to: '/code', icon: qrCode, text: say.showMine },
  { icon: user, text: codeWords.officers },
] as const;

/** Opens the request behind a code, or tells why there is none. */
function useOpening() {
  const router = useRouter();
  const trouble = ref<Trouble>();
  const isBusy = ref(false);
  const open = async (text: string): Promise<void> => {
    const code = counterCodeIn(text);
    trouble.value = code === undefined ? { heading: say.notOurs(), text: say.notOursNext() } : undefined;
    if (code === undefined || isBusy.value) return;
    isBusy.value = true;
    try {
      const { id } = tell(await call<RequestForPerson>('POST', `/q/${code}`, { body: {} }));
      await router.push(`/requests/${id}`);
    } catch (error) {
      trouble.value = troubleOf(error);
    }
    isBusy.value = false;
  };
  return { trouble, isBusy, open };
}

const troubleOf = (error: unknown): Trouble =>
  error instanceof CallProblem
    ? { heading: error.title, text: error.next }
    : { heading: say.notOpened(), text: citizen.notSent() };

const Typing = defineComponent(
  (props: { readonly isBusy: boolean; readonly onOpen: (text: string) => unknown }) => {
    const typed = ref('');
    const isWrong = ref(false);
    const send = (event: Event): void => {
      event.preventDefault();
      isWrong.value = counterCodeIn(typed.value) === undefined;
      if (isWrong.value) document.getElementById('address')?.focus();
      else props.onOpen(typed.value);
    };
    return () => (
      <form class="stack tight" onSubmit={send} novalidate>
        <Field
          id="address"
          label={say.typeLabel()}
          hint={say.typeHint()}
          error={isWrong.value ? say.typeWrong() : undefined}
        >
          {(own: InputAttributes) => (
            <input
              {...own}
              type="text"
              inputmode="url"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={typed.value}
              onInput={(event) => (typed.value = (event.target as HTMLInputElement).value)}
            />
          )}
        </Field>
        <Button icon={hash} type="submit" busy={props.isBusy}>
          {props.isBusy ? say.opening() : say.typeGo()}
        </Button>
      </form>
    );
  },
  { props: ['isBusy', 'onOpen'] },
);
