/** A value of a certificate as its holder reads it. Values are signed data and never translated; only yes and no are. */

import { citizen as say } from '../words/citizen.ts';
import { dateText, inFours, longDate, timeText } from '../words/dates.ts';
import { shared } from '../words/shared.ts';

type Field = { readonly label: string; readonly format?: string | undefined };

/** `undefined` says that nothing is stated. */
export const Value = ({ of, label, format }: Field & { readonly of: unknown }) =>
  typeof of === 'string' && of.startsWith('data:image/') ? (
    <img class="portrait" src={of} alt={say.picture({ label })} />
  ) : (
    <span>{valueText(of, format)}</span>
  );

function valueText(value: unknown, format: string | undefined): string {
  if (value === undefined || value === null || value === '') return say.nothing();
  if (typeof value === 'boolean') return value ? say.yes() : say.no();
  if (Array.isArray(value)) return shared.list(value.map((one) => valueText(one, undefined)));
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => valueText(one, undefined))
      .join(' ');
  const text = String(value);
  if (format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return longDate(text);
  if (format === 'date-time') return `${dateText(text)} ${timeText(text)}`;
  return /^\d{8,}[\dX]$/.test(text) ? inFours(text) : text;
}
