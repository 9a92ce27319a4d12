/** Message catalogues: every text of the pages, in both languages side by side. */
import { language } from './language.ts';

/**
 * A text in both languages: with {placeholders}, or as a function of its values where number or order matters.
 * One that lacks a language is a type error; that both have the same placeholders is tested.
 */
type Entry = { readonly zh: string; readonly en: string } | Computed<never[]>;
type Computed<Values extends unknown[]> = {
  readonly zh: (...values: Values) => string;
  readonly en: (...values: Values) => string;
};

/** Names in braces of a text. */
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Values<Text> = { readonly [Name in Placeholder<Text>]: string | number };

type Saying<One> = One extends { readonly zh: (...values: infer Given) => string }
  ? (...values: Given) => string
  : One extends { readonly zh: infer Text }
    ? [Placeholder<Text>] extends [never]
      ? () => string
      : (values: Values<Text>) => string
    : never;

/** What a catalogue says: a function for each text, which answers in the page's language of that moment. */
export type Says<Entries> = { readonly [Key in keyof Entries]: Saying<Entries[Key]> };

/**
 * A catalogue. Call its functions while rendering, or hand them on uncalled: what was called once doesn't follow the
 * reader's change of language.
 */
export function words<const Entries extends Readonly<Record<string, Entry>>>(
  entries: Entries,
): Says<Entries> {
  const says = Object.entries(entries).map(([key, entry]) => [key, sayingOf(entry)]);
  return Object.assign(Object.fromEntries(says), { [ENTRIES]: entries });
}

/** Under this key a catalogue holds its entries, for the test that compares the languages. */
export const ENTRIES = Symbol('entries');

const sayingOf =
  (entry: Entry) =>
  (...values: never[]): string => {
    const text = entry[language.value];
    return typeof text === 'function' ? text(...values) : fill(text, values[0]);
  };

const fill = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A name of the catalogue in the page's language. */
export const nameOf = (row: { readonly nameZh: string; readonly nameEn: string }): string =>
  language.value === 'zh' ? row.nameZh : row.nameEn;

/** A field's label in the page's language. */
export const labelOf = (row: { readonly labelZh: string; readonly labelEn: string }): string =>
  language.value === 'zh' ? row.labelZh : row.labelEn;

/** Who somebody is in a matter, in the page's language: the catalogue has a name in Chinese, and a code in English words. */
export const subjectOf = (row: { readonly subject: string; readonly subjectZh: string }): string =>
  language.value === 'zh'
    ? row.subjectZh
    : row.subject.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
