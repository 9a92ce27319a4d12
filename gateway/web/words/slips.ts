/** Texts of slips: consent given beforehand, on paper. */
import { words } from './words.ts';

export const slips = words({
  title: { zh: '我的纸条', en: 'My slips' },
  lead: {
    zh: '不带手机也能办：先在这里点头，打成一张纸条，带到窗口就行。一张只办一件事，只用一次。',
    en: 'Be served without a phone: agree here beforehand, print a slip, bring it to the counter. Each is for one matter, once.',
  },
  make: { zh: '打一张纸条', en: 'Make a slip' },
  none: { zh: '还没有纸条', en: 'No slips yet' },
  noneNext: {
    zh: '不会用手机的家人，也可以替他打一张。',
    en: 'You can make one for family who use no phone, too.',
  },
  stateLive: { zh: '还没用', en: 'Not used yet' },
  stateRedeemed: { zh: '用过了', en: 'Used' },
  stateWithdrawn: { zh: '已收回', en: 'Taken back' },
  stateOver: { zh: '过期了', en: 'Out of date' },
  lastDay: { zh: '{date}当天还能用', en: 'Good through {date}' },
  number: { zh: '编号', en: 'Number' },

  newTitle: { zh: '打一张纸条', en: 'Make a slip' },
  chooseLead: {
    zh: '先说要办什么事，再看他们会看到什么。',
    en: 'Say what it is for; then see what they will see.',
  },
  otherMatter: { zh: '换一件事', en: 'Another matter' },
  conditions: { zh: '有这些情况吗？（没有就不选）', en: 'Does any of this hold? (choose none if not)' },
  role: { zh: '您是哪一位？', en: 'Which of them are you?' },
  willSee: { zh: '窗口会看到', en: 'The counter will see' },
  forWhom: { zh: '替谁点头？（{role}）', en: 'For whom? ({role})' },
  myself: { zh: '我自己', en: 'Myself' },
  nobody: {
    zh: '记录里没有您可以替他办的人。请到窗口人工核对。',
    en: 'No record says for whom you may act here. A person at the counter can check by hand.',
  },
  until: { zh: '用到哪天？', en: 'Good until when?' },
  untilToday: { zh: '就今天（{date}）', en: 'Today only ({date})' },
  untilThree: { zh: '三天内（到{date}）', en: 'Three days (through {date})' },
  untilWeek: { zh: '一周内（到{date}）', en: 'A week (through {date})' },
  untilMonth: { zh: '一个月内（到{date}）', en: 'A month (through {date})' },
  agree: { zh: '同意，打纸条', en: 'I agree, make the slip' },
  agreeIncluding: {
    zh: (labels: readonly string[]) => `同意，包括${labels.join('、')}，打纸条`,
    en: (labels: readonly string[]) => `I agree, including ${labels.join(', ')}; make the slip`,
  },
  making: { zh: '正在打……', en: 'Making it …' },
  agreeNote: {
    zh: '谁捡到纸条也看不到您的资料：上面只有这件事、哪天到期和遮住的姓名。用之前随时能收回。',
    en: 'Whoever finds it sees none of your data: only the matter, the last day and a masked name. You can take it back until it is used.',
  },

  one: { zh: '一张纸条', en: 'One slip' },
  show: { zh: '给窗口看这张', en: 'Show this at the counter' },
  qr: { zh: '纸条的二维码', en: 'QR code of the slip' },
  matter: { zh: '办什么', en: 'For what' },
  department: { zh: '哪个部门', en: 'Department' },
  where: { zh: '去哪儿用', en: 'Where' },
  goodUntil: { zh: '用到哪天', en: 'Good until' },
  forName: { zh: '替谁', en: 'For' },
  print: { zh: '打印（PDF）', en: 'Print (PDF)' },
  withdraw: { zh: '收回这张纸条', en: 'Take this slip back' },
  withdrawing: { zh: '正在收回……', en: 'Taking it back …' },
  withdrawn: { zh: '{date}收回了，谁也不能再用。', en: 'Taken back on {date}; nobody can use it any more.' },
  redeemed: { zh: '{date}在{window}用过了。', en: 'Used on {date} at {window}.' },
  toRequest: { zh: '看当时看了什么', en: 'See what was seen' },
  over: {
    zh: '过了最后一天，不能再用。还要办，再打一张。',
    en: 'Its last day is over. Make another one if you still need it.',
  },
  toList: { zh: '回到我的纸条', en: 'Back to my slips' },
  home: {
    zh: '家里没有打印机？到任何窗口，请他们替您打。',
    en: 'No printer? Any counter prints it for you.',
  },
});
