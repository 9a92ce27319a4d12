/** A signed value as the document has it; signed values are never translated, only yes and no are. */
import { proof as say } from '../words/counter-proof.ts';
import { listText } from '../words/lists.ts';

export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return say.empty();
  if (typeof value === 'boolean') return value ? say.yes() : say.no();
  if (Array.isArray(value)) return value.length === 0 ? say.empty() : listText(value.map(valueText));
  if (typeof value === 'object') return Object.values(value).map(valueText).join(' ');
  return String(value);
}
