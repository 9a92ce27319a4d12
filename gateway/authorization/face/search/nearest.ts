/** Which template is nearest to a probe, and how near. */
import { cosineOf } from './quantise.ts';
import { openSearch } from './search.ts';

/** A template by its place among those given, and its cosine with the probe. */
export type Near = { readonly place: number; readonly similarity: number };

/** The nearest and the next nearest, as far as there are so many. @throws RangeError where dimensions differ */
export function nearest(templates: readonly Int8Array[], probe: Int8Array): readonly Near[] {
  const rows = new Int8Array(templates.length * probe.length);
  for (const [place, template] of templates.entries()) {
    if (template.length !== probe.length) throw new RangeError('a template has another dimension');
    rows.set(template, place * probe.length);
  }
  const search = openSearch(rows, probe.length);
  const { best, next } = search.find(probe);
  search.close();
  rows.fill(0);
  return [best, next].flatMap((found) =>
    found === undefined ? [] : [{ place: found.place, similarity: cosineOf(found.product, probe.length) }],
  );
}
