/** Finding matters the way people type: names, parts of names, pinyin, initials, English, departments. */
import MiniSearch from 'minisearch';
import { pinyin } from 'pinyin-pro';
import type { Catalog, CompleteMatter } from './catalog.ts';

const HAN = /\p{Script=Han}/u;
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

/** Matters that fit a text, best first; all of them, in the catalogue's order, for an empty one. */
export type FindMatters = (text: string, department?: string) => readonly CompleteMatter[];

/** Builds the index once. */
export function indexMatters(catalog: Catalog): FindMatters {
  const index = new MiniSearch<Record<string, string>>({
    idField: 'code',
    fields: ['name', 'grams', 'pinyin', 'sounds', 'initials', 'english', 'place'],
    tokenize: wordsOf,
    searchOptions: {
      boost: { grams: 3, name: 4, initials: 2 },
      prefix: (term) => !HAN.test(term),
      combineWith: 'AND',
    },
  });
  index.addAll(catalog.matters.map((matter) => documentOf(matter, catalog)));
  return (text, department) => {
    const wanted = text.normalize('NFKC').trim();
    const found =
      wanted === ''
        ? catalog.matters
        : search(index, wanted).flatMap((code) => catalog.findMatter(code) ?? []);
    return department === undefined ? found : found.filter((matter) => matter.departmentCode === department);
  };
}

function documentOf(matter: CompleteMatter, catalog: Catalog): Record<string, string> {
  const department = catalog.findDepartment(matter.departmentCode);
  const syllables = syllablesOf(matter.nameZh);
  return {
    code: matter.code,
    name: matter.nameZh,
    grams: [...charactersOf(matter.nameZh), ...gramsOf(matter.nameZh)].join(' '),
    pinyin: [...syllables, ...suffixesOf(syllables)].join(' '),
    sounds: soundsOf(syllables).join(' '),
    initials: suffixesOf(syllables.map((syllable) => syllable.charAt(0))).join(' '),
    english: matter.nameEn,
    place: [matter.code, department?.code, department?.nameEn, ...gramsOf(department?.nameZh ?? '')].join(
      ' ',
    ),
  };
}

/** Every word must fit, as typed or as called; only where nothing does, what sounds alike, and then any word nearly alike. */
function search(index: MiniSearch, text: string): string[] {
  const called = sayings.flatMap(([said, names]) => {
    const typed = HAN.test(text) ? said : syllablesOf(said).join('');
    return text.includes(typed) ? names.map((name) => text.replace(typed, name)) : [];
  });
  const attempts = [
    () => [text, ...called].flatMap((words) => index.search(termsOf(words))),
    () => (HAN.test(text) ? index.search(soundsOf(syllablesOf(text)).join(' '), { fields: ['sounds'] }) : []),
    () => index.search(termsOf(text), { combineWith: 'OR', fuzzy: 0.2 }),
  ];
  for (const attempt of attempts) {
    const hits = attempt();
    if (hits.length > 0) return [...new Set(hits.map(({ id }) => String(id)))];
  }
  return [];
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
const soundsOf = (syllables: readonly string[]): string[] => pairsOf(syllables).map((pair) => `~${pair}`);

const pairsOf = (parts: readonly string[]): string[] =>
  parts.slice(1).map((part, place) => (parts[place] ?? '') + part);

const suffixesOf = (parts: readonly string[]): string[] =>
  parts.map((_, place) => parts.slice(place).join(''));
