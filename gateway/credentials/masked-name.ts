/** A name that can be compared with who stands there, and from which nobody is known. */
import type { Subject } from '../actor.ts';
import type { Credentials } from './credentials.ts';

type Mask = (name: string) => string;

const sources: readonly (readonly [string, string, Mask])[] = [
  ['resident-identity-card', 'name', maskName],
  ['birth-medical-certificate', 'newbornName', maskName],
  ['business-licence', 'companyName', maskFirm],
];

/** The masked name of a person or firm; a dash where nothing is kept of the subject. */
export async function maskedName(credentials: Credentials, subject: Subject): Promise<string> {
  const key = await credentials.subjectKey(subject);
  if (key === undefined) return '—';
  for (const [type, field, mask] of sources) {
    const [row] = await credentials.candidates(subject, type);
    const name = row === undefined ? undefined : (await credentials.open(row, key)).values[field];
    if (typeof name === 'string') return mask(name);
  }
  return '—';
}

/**
 * A person's name. Of two characters the first, of three the first and the last, of more these two and two stars, so that the length of a
 * long name isn't told; compound surnames count as characters. Of words in Latin letters the first letter each.
 */
export function maskName(name: string): string {
  if (/\p{Script=Latin}/u.test(name)) return maskWords(name);
  const characters = [...name.replaceAll(/\s/gu, '')];
  const [first = '', ...others] = characters;
  if (characters.length < 3) return `${first}*`;
  return `${first}${characters.length === 3 ? '*' : '**'}${others.at(-1)}`;
}

const maskWords = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}***`)
    .join(' ');

/** What a firm's name may end with, beside the trade before it; the longest that fits is the form. */
const FORMS = [
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '有限合伙',
  '合伙企业',
  '个人独资企业',
  '专业合作社',
  '合作社',
  '餐饮店',
  '便利店',
  '经营部',
  '事务所',
  '工作室',
  '服务部',
  '商行',
  '超市',
  '中心',
  '公司',
  '店',
  '厂',
  '社',
  '部',
];

/** A firm's name: the first two characters and the form; of the two only the first where nothing else would stay hidden. */
export function maskFirm(name: string): string {
  if (/\p{Script=Latin}/u.test(name)) return maskWords(name);
  const form = FORMS.find((ending) => name.endsWith(ending)) ?? '';
  const own = [...name.slice(0, name.length - form.length)];
  return `${own.slice(0, own.length > 2 ? 2 : 1).join('')}**${form}`;
}
