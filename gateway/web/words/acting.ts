/** Texts of acting for others that stand on every page, and of what a person has to know. */
import { words } from './words.ts';

export const acting = words({
  asSelf: { zh: '您自己', en: 'yourself' },
  asGuardian: { zh: '监护人', en: 'as guardian' },
  asRepresentative: { zh: '法定代表人', en: 'as legal representative' },
  asMandate: { zh: '受委托', en: 'by a mandate' },
  noEnd: { zh: '没有截止日', en: 'without an end' },
  untilDay: { zh: '到{date}为止', en: 'through {date}' },
  untilBirthday: { zh: '到{date}满 18 周岁为止', en: 'until turning 18 on {date}' },
  scopeAll: { zh: '所有的事', en: 'All matters' },
  scopeDepartment: { zh: '{department}的事', en: 'Matters of {department}' },
  scopeMatters: {
    zh: (names: readonly string[]) => names.join('、'),
    en: (names: readonly string[]) => names.join(', '),
  },
  scopeTypes: {
    zh: (what: string, types: readonly string[]) => `${what}，只用${types.join('、')}`,
    en: (what: string, types: readonly string[]) => `${what}, with nothing but: ${types.join(', ')}`,
  },
  acting: { zh: '您在替{name}办。', en: 'You are acting for {name}' },
  actingAs: { zh: '{as}，{until}。', en: '{as}, {until}.' },
  backToMyself: { zh: '回到我自己的', en: 'Back to my own data' },
  noLonger: { zh: '您现在不能替这个人办了。', en: 'You may not act for this person any more.' },
  noLongerNext: {
    zh: '委托可能刚刚结束。没办完的，请本人自己办，或重新委托。',
    en: 'The mandate may just have ended. What is not finished they can do themselves, or give a new mandate.',
  },
  noticeOffer: { zh: '有人想请您替他办事', en: 'Somebody asks you to act for them' },
  noticeOfferGo: { zh: '去看看', en: 'Look at it' },
  noticeOfficers: {
    zh: '{date}，两名工作人员在{department}为您核对了身份，没有用您的手机。不是您本人在场，马上告诉我们。',
    en: 'On {date} two officers at {department} checked who you are, without your phone. If that was not you, tell us at once.',
  },
  noticeOfficersGo: { zh: '看这笔记录', en: 'See the record' },
  noticeSeen: { zh: '知道了', en: 'I know about it' },
});
