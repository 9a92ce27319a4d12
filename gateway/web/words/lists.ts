/** Texts of lists, tables and charts, and of what was done or couldn't be. */
import { language } from './language.ts';
import { words } from './words.ts';

export const lists = words({
  more: { zh: '再看一些（共 {total}）', en: 'Show more ({total} in all)' },
  all: { zh: '看全部', en: 'See all' },
  fewer: { zh: '收起来', en: 'Show fewer' },
  asTable: { zh: '看表格', en: 'See the table' },
  table: { zh: '{name}，表', en: '{name}, table' },
  chart: { zh: '{name}，图', en: '{name}, chart' },
  count: { zh: '数量', en: 'Count' },
  none: { zh: '没有', en: 'None' },
  never: { zh: '还没有', en: 'Not yet' },
  forTechnicians: { zh: '给技术人员看', en: 'For technical staff' },
  notDone: { zh: '没做成', en: 'It was not done' },
  perhapsDone: { zh: '没连上，不知道做成了没有', en: 'The connection broke; it may or may not be done' },
  perhapsDoneNext: {
    zh: '您填的都在。连上以后先看一眼下面的列表，没有再点一次。还不行，拨 12345。',
    en: 'What you entered is still here. Once you are connected look at the list below, and press again if it is missing. If that fails, call 12345.',
  },
  reference: { zh: '{code} · 编号 {id}', en: '{code} · reference {id}' },
});

/** Several things named in one sentence, in the page's language. */
export const listText = (texts: readonly string[]): string =>
  texts.join(language.value === 'zh' ? '、' : ', ');
