/** Texts of the list of requests: what waits for a person's yes, and what was before. */
import { words } from './words.ts';

export const requestsList = words({
  title: { zh: '等我点头的', en: 'Waiting for my yes' },
  waitingCount: {
    zh: (count: number) => (count === 0 ? '现在没有人在等您点头。' : `有 ${count} 件在等您点头。`),
    en: (count: number) =>
      count === 0
        ? 'Nobody is waiting for your yes.'
        : count === 1
          ? 'One waits for your yes.'
          : `${count} wait for your yes.`,
  },
  noneNext: {
    zh: '在窗口出示您的码，或扫窗口的码，他们想看什么就会出现在这里。',
    en: 'Show your code at a counter, or scan theirs: what they want to see appears here.',
  },
  past: { zh: '以前的', en: 'Earlier' },
  pastNone: { zh: '还没有。', en: 'None yet.' },
  more: { zh: '再看 20 件', en: 'Show 20 more' },

  stateWaiting: { zh: '等您', en: 'Waiting' },
  stateApproved: { zh: '同意了，还没用', en: 'Agreed, not used yet' },
  stateAnswered: { zh: '看过了', en: 'Seen' },
  stateRefused: { zh: '没同意', en: 'Not agreed' },
  stateExpired: { zh: '过时了', en: 'Out of time' },
  stateWithdrawn: { zh: '收回了', en: 'Taken back' },
});
