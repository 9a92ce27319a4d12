/** Finding matters the way people type: names, parts of names, pinyin, initials, English, departments. */
import MiniSearch from 'minisearch';
import { pinyin } from 'pinyin-pro';
import type { Catalog, CompleteMatter } from './catalog.ts';

const HAN = /\p{Script=Han}/u;

/** Words that people use for what the catalogue calls otherwise. */
const synonyms: Readonly<Record<string, string>> = {
  低保: '最低生活保障',
  房产证: '不动产权证书',
  房本: '不动产权证书',
  社保: '社会保障 社会保险',
  医保: '医疗保险 医疗保障',
  身份证: '居民身份证',
  结婚: '结婚登记',
  上学: '入学',
  幼儿园: '幼儿园入园',
  落户: '户口',
  公租房: '公共租赁住房 住房保障',
  开店: '个体工商户 设立',
  暂住证: '居住证',
};

/** Matters that fit a text, best first; all of them, in the catalogue's order, for an empty one. */
export type FindMatters = (text: string, department?: string) => readonly CompleteMatter[];

/** Builds the index once. */
export function indexMatters(catalog: Catalog): FindMatters {
  const index = new MiniSearch<Record<string, string>>({
    idField: 'code',
    fields: ['name', 'grams', 'pinyin', 'initials', 'english', 'place'],
    tokenize: (text) =>
      text
        .toLowerCase()
        .split(/[\s，、（）()《》]+/)
        .filter((word) => word !== ''),
    searchOptions: {
      boost: { grams: 3, name: 4, initials: 2 },
      prefix: (term) => !HAN.test(term),
      combineWith: 'AND',
    },
  });
  index.addAll(catalog.matters.map((matter) => documentOf(matter, catalog)));
  return (text, department) => {
    const wanted = text.trim();
    const found =
      wanted === ''
        ? catalog.matters
        : search(index, wanted).flatMap((code) => catalog.findMatter(code) ?? []);
    return department === undefined ? found : found.filter((matter) => matter.departmentCode === department);
  };
}

function documentOf(matter: CompleteMatter, catalog: Catalog): Record<string, string> {
  const department = catalog.findDepartment(matter.departmentCode);
  const syllables = pinyin(matter.nameZh, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });
  return {
    code: matter.code,
    name: matter.nameZh,
    grams: gramsOf(matter.nameZh).join(' '),
    pinyin: [...syllables, ...pairsOf(syllables), syllables.join('')].join(' '),
    initials: suffixesOf(syllables.map((syllable) => syllable.charAt(0)).join('')).join(' '),
    english: matter.nameEn,
    place: [matter.code, department?.nameZh, department?.nameEn, department?.code].join(' '),
  };
}

function search(index: MiniSearch, text: string): string[] {
  const widened = synonyms[text];
  const terms = (words: string): string =>
    HAN.test(words) ? words.split(/\s+/).flatMap(gramsOf).join(' ') : words;
  const hits = index.search(terms(text));
  const more = widened === undefined ? [] : index.search(terms(widened), { combineWith: 'OR' });
  const loose =
    hits.length > 0 || more.length > 0 ? [] : index.search(terms(text), { combineWith: 'OR', fuzzy: 0.2 });
  return [...new Set([...hits, ...more, ...loose].map(({ id }) => String(id)))];
}

/** Each pair of neighbouring characters; the text itself where it has but one. */
function gramsOf(text: string): string[] {
  const characters = [...text].filter((character) => HAN.test(character) || /[\da-z]/i.test(character));
  return characters.length < 2
    ? characters
    : characters.slice(1).map((character, place) => (characters[place] ?? '') + character);
}

const pairsOf = (syllables: readonly string[]): string[] =>
  syllables.slice(1).map((syllable, place) => (syllables[place] ?? '') + syllable);

const suffixesOf = (text: string): string[] => [...text].map((_, place) => text.slice(place));
