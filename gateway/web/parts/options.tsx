/** One choice of several, or as many as apply; each as large as a button. */
import type { FunctionalComponent } from 'vue';
import './options.css';

type GroupProps = {
  /** Of the group, and the beginning of its ids. */
  readonly name: string;
  readonly legend: string;
  /** Where the heading above asks the same, the legend is only heard. */
  readonly isAsked?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** Few short options stand beside each other. */
  readonly isShort?: boolean | undefined;
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: (value: string) => boolean;
  readonly onChoose: (value: string) => void;
};

const Group = ({ name, legend, isAsked, hint, options, isShort, type, isChosen, onChoose }: GroupProps) => (
  <fieldset class={['choices', isShort ? 'short' : '']}>
    <legend>
      <span class={isAsked ? 'visually-hidden' : ''}>{legend}</span>
      {hint === undefined ? null : <span class="hint">{hint}</span>}
    </legend>
    <div>
      {options.map(({ value, text }) => (
        <label key={value}>
          <input
            type={type}
            id={`${name}-${value}`}
            name={name}
            value={value}
            checked={isChosen(value)}
            onChange={() => onChoose(value)}
          />
          <span class={isShort ? 'number' : ''}>{text}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
Group.props = ['name', 'legend', 'isAsked', 'hint', 'options', 'isShort', 'type', 'isChosen', 'onChoose'];

type Common = Omit<GroupProps, 'type' | 'isChosen' | 'onChoose'>;

export const Options: FunctionalComponent<
  Common & { readonly chosen: string | undefined; readonly onChoose: (value: string) => void }
> = ({ chosen, ...group }) => <Group {...group} type="radio" isChosen={(value) => value === chosen} />;
Options.props = ['name', 'legend', 'isAsked', 'hint', 'options', 'isShort', 'chosen', 'onChoose'];

/** As many as apply. */
export const Several: FunctionalComponent<
  Omit<Common, 'isShort'> & {
    readonly chosen: readonly string[];
    readonly onChoose: (values: readonly string[]) => void;
  }
> = ({ chosen, onChoose, ...group }) => (
  <Group
    {...group}
    type="checkbox"
    isChosen={(value) => chosen.includes(value)}
    onChoose={(value) =>
      onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
    }
  />
);
Several.props = ['name', 'legend', 'isAsked', 'hint', 'options', 'chosen', 'onChoose'];
