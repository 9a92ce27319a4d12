/** Finding things of the catalogue the way people type: names, parts of names, pinyin, initials, English, departments. */
import MiniSearch from 'minisearch';
import { pinyin } from 'pinyin-pro';
import type { Catalog, CompleteMatter } from './catalog.ts';
import type { Department } from './shapes.ts';

const HAN = /\p{Script=Han}/u;
const SOUND = '~';
const SEPARATORS = /[\s，、。（）()《》]+/;

/** What people say for what the catalogue calls otherwise; the longer saying stands before those inside it. */
const sayings: readonly (readonly [said: string, called: readonly string[]])[] = [
  ['社保卡', ['社会保障卡']],
  ['房产证', ['不动产权证书']],
  ['暂住证', ['居住证']],
  ['公租房', ['公共租赁住房']],
  ['准生证', ['生育登记']],
  ['房本', ['不动产权证书']],
  ['过户', ['转移登记']],
  ['低保', ['最低生活保障']],
  ['社保', ['社会保障', '社会保险', '参保']],
  ['医保', ['医疗保险', '医疗保障', '参保']],
  ['上学', ['入学']],
  ['上户口', ['出生登记']],
  ['迁户口', ['户口迁移']],
  ['开店', ['个体工商户设立', '食品经营']],
  ['开公司', ['公司设立']],
  ['派出所', ['公安']],
  ['卫健', ['卫生健康']],
  ['住建', ['住房和城乡建设']],
  ['人社', ['人力资源和社会保障']],
  ['工商', ['市场监督']],
];

/** Rows that fit a text, best first; all of them, in the catalogue's order, for an empty one. */
export type Find<Row> = (text: string) => readonly Row[];

/** What a row is found by. */
export type Names = {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Codes, whole; also found without what stands before their first dash. */
  readonly codes: readonly string[];
  /** Departments that it belongs to. */
  readonly departments: readonly (Pick<Department, 'code' | 'nameZh' | 'nameEn'> | undefined)[];
};

/** Builds the index of a list once. */
export function indexRows<Row>(rows: readonly Row[], namesOf: (row: Row) => Names): Find<Row> {
  const index = new MiniSearch<Record<string, string>>({
    fields: ['name', 'grams', 'pinyin', 'sounds', 'initials', 'english', 'place'],
    tokenize: wordsOf,
    searchOptions: {
      boost: { grams: 3, name: 4, initials: 2 },
      prefix: (term) => !HAN.test(term),
      combineWith: 'AND',
    },
  });
  const byId = new Map(rows.map((row) => [namesOf(row).id, row]));
  index.addAll(rows.map((row) => documentOf(namesOf(row))));
  return (text) => {
    const wanted = plain(text);
    return wanted === '' ? rows : search(index, wanted).flatMap((id) => byId.get(id) ?? []);
  };
}

/** Matters, found by their own names and codes and by their departments'. */
export const indexMatters = (catalog: Catalog): Find<CompleteMatter> =>
  indexRows(catalog.matters, ({ code, nameZh, nameEn, departmentCode, implementationCode, basicCode }) => ({
    ...{ id: code, nameZh, nameEn },
    codes: [code, implementationCode, basicCode],
    departments: [catalog.findDepartment(departmentCode)],
  }));

function documentOf({ id, nameZh, nameEn, codes, departments }: Names): Record<string, string> {
  const syllables = syllablesOf(nameZh);
  const own = departments.filter((row) => row !== undefined);
  return {
    id,
    name: nameZh,
    grams: [...charactersOf(nameZh), ...gramsOf(nameZh)].join(' '),
    pinyin: [...syllables, ...suffixesOf(syllables)].join(' '),
    sounds: soundsOf(syllables).join(' '),
    initials: initialsOf(syllables).join(' '),
    english: nameEn,
    place: [
      ...codes.flatMap((code) => [code, code.slice(code.indexOf('-') + 1)]),
      ...own.flatMap((row) => [row.code, row.nameEn, ...gramsOf(row.nameZh), ...soundingOf(row.nameZh)]),
    ].join(' '),
  };
}

/** Letters without tones, ü as keyboards have it; full-width letters and digits as plain ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/u\u0308/giu, 'v')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(SOUND, ' ')
    .trim();

function soundingOf(name: string): string[] {
  const syllables = syllablesOf(name);
  return [...syllables, ...suffixesOf(syllables), ...initialsOf(syllables)];
}

/** Every word must fit, as typed or as called; only where nothing does, what sounds alike, and then any word nearly alike. */
function search(index: MiniSearch, text: string): string[] {
  const called = sayings.flatMap(([said, names]) =>
    waysToType(said, text)
      .filter((typed) => text.includes(typed))
      .flatMap((typed) => names.map((name) => text.replace(typed, ` ${name} `))),
  );
  const attempts = [
    () => [text, ...called].flatMap((words) => index.search(termsOf(words))),
    () => (HAN.test(text) ? index.search(soundsOf(syllablesOf(text)).join(' '), { fields: ['sounds'] }) : []),
    () => index.search(termsOf(text), { combineWith: 'OR', fuzzy: nearly, fields: WORDS }),
  ];
  for (const attempt of attempts) {
    const hits = attempt();
    if (hits.length > 0) return [...new Set(hits.map(({ id }) => String(id)))];
  }
  return [];
}

/** Fields that hold words: of initials and codes, what is nearly alike is something else. */
const WORDS = ['name', 'grams', 'pinyin', 'english'];

/** Letters that may differ, as a share of the word: of three letters none may. */
const nearly = (term: string): number | boolean => (term.length > 3 ? 0.2 : false);

/** A saying in characters, or in letters where those are typed: whole, or its initials where nothing else is typed. */
function waysToType(said: string, text: string): string[] {
  if (HAN.test(text)) return [said];
  const syllables = syllablesOf(said);
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return [syllables.join(''), ...(text.toLowerCase() === initials ? [text] : [])];
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(SEPARATORS)
    .filter((word) => word !== '');

const termsOf = (text: string): string =>
  wordsOf(text)
    .flatMap((word) => (HAN.test(word) ? gramsOf(word) : word))
    .join(' ');

const charactersOf = (text: string): string[] =>
  [...text].filter((character) => HAN.test(character) || /[\da-z]/i.test(character));

/** Each pair of neighbouring characters; the text itself where it has but one. */
function gramsOf(text: string): string[] {
  const characters = charactersOf(text);
  return characters.length < 2 ? characters : pairsOf(characters);
}

const syllablesOf = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });

/** Pairs of syllables, marked so that no typed word is taken for one. */
const soundsOf = (syllables: readonly string[]): string[] => pairsOf(syllables).map((pair) => SOUND + pair);

const pairsOf = (parts: readonly string[]): string[] =>
  parts.slice(1).map((part, place) => (parts[place] ?? '') + part);

const suffixesOf = (parts: readonly string[]): string[] =>
  parts.map((_, place) => parts.slice(place).join(''));

const initialsOf = (syllables: readonly string[]): string[] =>
  suffixesOf(syllables.map((syllable) => syllable.charAt(0)));
