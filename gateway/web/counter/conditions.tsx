/** Conditions under which a matter asks for more: the clerk says which hold. */
import type { FunctionalComponent } from 'vue';
import { counter as say } from '../words/counter.ts';
import { language } from '../words/language.ts';
import { type Condition, eachOnce } from './matter.ts';

export const conditionText = ({ textZh, textEn }: Condition): string =>
  language.value === 'zh' ? textZh : textEn;

type Props = {
  readonly of: readonly Condition[];
  readonly holding: readonly string[];
  readonly onChange: (holding: readonly string[]) => void;
};

export const Conditions: FunctionalComponent<Props> = ({ of, holding, onChange }) => {
  const all = eachOnce(of);
  if (all.length === 0) return null;
  const turn = (id: string): void =>
    onChange(holding.includes(id) ? holding.filter((one) => one !== id) : [...holding, id]);
  return (
    <fieldset class="conditions">
      <legend>{say.holds()}</legend>
      {all.map((condition) => (
        <label key={condition.id} class="tick">
          <input
            type="checkbox"
            checked={holding.includes(condition.id)}
            onChange={() => turn(condition.id)}
          />
          <span>{conditionText(condition)}</span>
        </label>
      ))}
    </fieldset>
  );
};
// An undeclared listener would hear the boxes' own events as well.
Conditions.props = ['of', 'holding', 'onChange'];
