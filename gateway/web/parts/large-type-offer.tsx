/** Offers large type once to whoever is sixty or older by their account; any answer is the last question about it. */
import { keepPreferences } from '../calls/session.ts';
import { aLargeSmall } from '../icons/icons.ts';
import { type Elder, setElder } from '../words/language.ts';
import { largeType as say } from '../words/large-type.ts';
import { Button } from './button.tsx';
import { Note } from './notes.tsx';
import { focusHeading } from './page.ts';

function choose(size: Elder): void {
  setElder(size);
  void keepPreferences();
  // The button that was pressed is gone, and the reader's place with it.
  focusHeading();
}

export const LargeTypeOffer = () => (
  <section class="above" aria-labelledby="large-type">
    <Note kind="plain" icon={aLargeSmall}>
      <p>
        <strong id="large-type">{say.question()}</strong> {say.later()}
      </p>
      <p class="row">
        <Button onPress={() => choose('on')}>{say.yes()}</Button>
        <Button onPress={() => choose('off')}>{say.no()}</Button>
      </p>
    </Note>
  </section>
);
