/** The last four characters of a citizen number, by large keys or a keyboard; the last may be an X. */
import { defineComponent, ref } from 'vue';
import { Button } from '../../parts/button.tsx';
import { facingFace as say } from '../../words/facing-face.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'] as const;
const WHOLE = /^\d{3}[\dX]$/;
const BEGUN = /^(?:\d{0,4}|\d{3}X)$/;

export const Digits = defineComponent(
  (props: { readonly onWhole: (lastFour: string) => void }) => {
    const typed = ref('');
    const isTooShort = ref(false);
    const take = (text: string): void => {
      const wanted = text.toUpperCase();
      if (BEGUN.test(wanted)) typed.value = wanted;
      isTooShort.value = false;
    };
    const finish = (event: Event): void => {
      event.preventDefault();
      isTooShort.value = !WHOLE.test(typed.value);
      if (isTooShort.value) return;
      const whole = typed.value;
      typed.value = '';
      props.onWhole(whole);
    };
    return () => (
      <form class="stack" onSubmit={finish} novalidate>
        <label class="visually-hidden" for="last-four">
          {say.digits()}
        </label>
        <input
          id="last-four"
          class="face-digits number"
          type="text"
          inputmode="none"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxlength={4}
          aria-describedby="last-four-fault"
          value={typed.value}
          onInput={(event) => {
            const input = event.target as HTMLInputElement;
            take(input.value);
            input.value = typed.value;
          }}
        />
        <p id="last-four-fault" role="alert">
          {isTooShort.value ? say.fourNeeded() : ''}
        </p>
        <fieldset class="face-keys">
          <legend class="visually-hidden">{say.keys()}</legend>
          {KEYS.map((key) => (
            <Button key={key} onPress={() => take(typed.value + key)}>
              {key}
            </Button>
          ))}
          <Button onPress={() => take(typed.value.slice(0, -1))}>{say.erase()}</Button>
        </fieldset>
        <Button look="primary" wide type="submit">
          {say.next()}
        </Button>
      </form>
    );
  },
  { props: ['onWhole'] },
);
