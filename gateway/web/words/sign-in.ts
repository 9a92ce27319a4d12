/** Texts of the pages of signing in. */
import { words } from './words.ts';

export const signIn = words({
  heading: { zh: '您是哪一位？', en: 'Who are you?' },
  person: { zh: '我来办事', en: 'I am here for myself' },
  personWhat: { zh: '看自己的证照，出示码', en: 'See your certificates, show a code' },
  staff: { zh: '我是工作人员', en: 'I work here' },
  staffWhat: { zh: '窗口受理，部门管理', en: 'Serve at a counter, manage a department' },
  other: {
    zh: '不会登录也没关系：到任何窗口，由两名工作人员帮您办。',
    en: 'If you cannot sign in: at any counter two officers help you.',
  },
  failed: { zh: '没登录成', en: 'You are not signed in' },
  failedText: {
    zh: '您的资料没人看过。可以再试一次，或到窗口办。',
    en: 'Nobody has seen your data. Try again, or go to a counter.',
  },
  failedCode: { zh: '给技术人员看：{reason}', en: 'For technical staff: {reason}' },
  again: { zh: '再试一次', en: 'Try again' },
  choose: { zh: '演示：选一个人来扮演', en: 'Demonstration: choose whom to play' },
  chooseWhat: {
    zh: '这些人都是编的。真的平台上，这里是统一身份认证的登录页。',
    en: 'All of them are invented. In a real city this is the sign-in page of the identity provider.',
  },
  chooseFrom: { zh: '演示登录', en: 'the demonstration' },
  nobody: { zh: '小城还没建好', en: 'The town is not there yet' },
  nobodyNext: { zh: '等一会儿，再从头登录。', en: 'Wait a little, then sign in again.' },
  notTaken: {
    zh: '没登录成，可能放得太久了。再从头登录一次。',
    en: 'That took too long. Sign in again from the beginning.',
  },
});
