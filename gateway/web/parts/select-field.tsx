/** A field in which one of a few things is chosen. */
import { Field, type InputAttributes } from './fields.tsx';

export type Option = { readonly value: string; readonly text: string };

type SelectFieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onPick: (value: string) => unknown;
};

export const SelectField = ({ id, label, value, options, onPick }: SelectFieldProps) => (
  <Field id={id} label={label}>
    {(own: InputAttributes) => (
      <select {...own} value={value} onChange={({ target }) => onPick((target as HTMLSelectElement).value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    )}
  </Field>
);
SelectField.props = ['id', 'label', 'value', 'options', 'onPick'];
