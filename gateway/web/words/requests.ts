/** Texts of a request: what is asked of a person, and what came of it. */
import { words } from './words.ts';

export const requests = words({
  requestTitle: { zh: '同不同意', en: 'Do you agree' },
  heading: {
    zh: (count: number) => `同意给他们看这 ${count} 项吗？`,
    en: (count: number) =>
      count === 1 ? 'Let them see this one fact?' : `Let them see these ${count} facts?`,
  },
  pace: {
    zh: '慢慢看，看完再定，按钮在最下面。',
    en: 'Take your time. The buttons are at the end.',
  },
  verified: { zh: '身份已核实的部门', en: 'Department, identity checked' },
  place: { zh: '{place}{window}', en: '{window}, {place}' },
  askedAt: { zh: '{time} 提出', en: 'Asked at {time}' },
  forMatter: { zh: '为您办：', en: 'For this matter: ' },
  because: { zh: '因为：{text}', en: 'Because: {text}' },
  roleOf: { zh: '作为：{role}', en: 'As: {role}' },
  willSee: { zh: '他们会看到', en: 'They will see' },
  willNotSee: { zh: '他们看不到', en: 'They will not see' },
  willNotSeeMore: {
    zh: (labels: readonly string[]) => `${labels.join('、')}。`,
    en: (labels: readonly string[]) => `${labels.join(', ')}.`,
  },
  willNotSeeRest: { zh: '还有 {n} 项，也看不到', en: '{n} more that they will not see' },
  otherCertificates: { zh: '您别的证照', en: 'your other certificates' },
  purpose: { zh: '用来{purpose}', en: 'To {purpose}' },
  sensitive: { zh: '{label}（敏感信息）', en: '{label} (sensitive)' },
  workedOut: { zh: '他们看的时候才算，只有是或否', en: 'Worked out when they look: only yes or no' },
  notHeld: { zh: '您没有这张证照', en: 'You do not hold it' },
  notHeldNext: {
    zh: '同意了他们也看不到这几项。有纸质件就给窗口；没有，可以补办。',
    en: 'Even with your yes they will not see these. Give them the paper if you have it, or apply for one.',
  },
  showOf: { zh: '显示{type}的内容', en: 'Show the facts of: {type}' },
  hideOf: { zh: '遮住{type}的内容', en: 'Hide the facts of: {type}' },
  shownOf: { zh: '显示出来了，30 秒后自动遮住', en: 'Shown; hidden again after 30 seconds' },

  times: { zh: '用几次', en: 'How often' },
  once: { zh: '只这一次，{time} 前有效', en: 'Only this once, until {time}' },
  kept: { zh: '留多久', en: 'How long it is kept' },
  keptYears: {
    zh: '进这件事的案卷，留 {years} 年，写明“只能用于{matter}”',
    en: 'In the file of this matter for {years} years, marked “only for {matter}”',
  },
  basis: { zh: '凭什么问', en: 'On what basis' },
  bases: {
    zh: (articles: readonly string[]) => articles.join('；'),
    en: (articles: readonly string[]) => articles.join('; '),
  },

  digitsHeading: { zh: '窗口屏幕上是哪个数？', en: 'Which number is on the counter’s screen?' },
  digitsWhy: {
    zh: '对上了才知道您真的在那个窗口。屏幕上都不是？点“不同意”。',
    en: 'It shows that you are at that counter. None of them there? Choose “I do not agree”.',
  },
  digitsFirst: {
    zh: '先选窗口屏幕上的数，才能点同意。',
    en: 'Choose the number on the counter’s screen before you agree.',
  },
  forWhom: { zh: '替谁点头？（{role}）', en: 'For whom? ({role})' },
  forMyself: { zh: '我自己', en: 'Myself' },
  forWhomFirst: { zh: '先选替谁，才能点同意。', en: 'Say for whom before you agree.' },
  actingGuardian: { zh: '{name}（您是监护人）', en: '{name} (you are the guardian)' },
  actingRepresentative: { zh: '{name}（您是法定代表人）', en: '{name} (you represent it)' },
  actingMandate: { zh: '{name}（委托您办）', en: '{name} (by a mandate)' },
  which: { zh: '用哪一张{type}？', en: 'Which one: {type}?' },
  newest: { zh: '最新的', en: 'newest' },

  nobodyToActFor: {
    zh: '记录里没有您可以替他办的人。要办，请窗口人工核对。',
    en: 'No record says that you may act for anybody here. A person at the window can check by hand.',
  },
  ownPartOnly: { zh: '只说您点头的这部分。', en: 'This is about your own part only.' },

  childHeading: { zh: '要爸爸妈妈点头', en: 'A parent has to say yes' },
  childText: {
    zh: '您未满 14 岁，自己点头不算数。请父母（监护人）在窗口出示他们的码，替您点头。',
    en: 'You are under fourteen, so your own yes does not count. Ask a parent or guardian to show their code at the counter and agree for you.',
  },

  agree: { zh: '同意', en: 'I agree' },
  agreeIncluding: {
    zh: (labels: readonly string[]) => `同意，包括${labels.join('、')}`,
    en: (labels: readonly string[]) => `I agree, including: ${labels.join(', ')}`,
  },
  agreeing: { zh: '正在告诉窗口……', en: 'Telling the counter …' },
  refuse: { zh: '不同意', en: 'I do not agree' },
  noCost: {
    zh: (count: number) =>
      `不同意也能办：带上这${count === 1 ? '一' : ` ${count} `}样证件到窗口，不会因此变慢。谁也不会问您为什么。`,
    en: (count: number) =>
      `You can still apply if you say no: bring the ${count === 1 ? 'paper' : `${count} papers`} to any counter. It takes no longer, and nobody asks why.`,
  },
  notDone: {
    zh: '没送到，可能断网了。您选的都在，再点一次。',
    en: 'It did not get through: the network may be down. Your choices are still here; press again.',
  },
  readAloud: {
    zh: '{department}，{window}，想看您的 {fields}，用来办{matter}。同意点“同意”，不同意点“不同意”。',
    en: '{department}, {window}, wants to see your {fields}, for {matter}. Choose I agree, or I do not agree.',
  },

  waitOthers: { zh: '您同意了，还在等别人点头。', en: 'You agreed. Others have not said yes yet.' },
  approved: { zh: '您同意了，窗口马上就能看。', en: 'You agreed. The counter can look now.' },
  approvedNext: { zh: '还没用。改主意了，现在还能收回。', en: 'Not used yet. You can still take it back.' },
  takeBack: { zh: '收回', en: 'Take it back' },
  takingBack: { zh: '正在收回……', en: 'Taking it back …' },
  answered: {
    zh: (count: number) => `好了，他们看到了这 ${count} 项。记录已经留好。`,
    en: (count: number) =>
      `Done. They have seen ${count === 1 ? 'this one fact' : `these ${count} facts`}. A record is kept.`,
  },
  refused: { zh: '您没同意，他们什么也没看到。', en: 'You said no. They have seen nothing.' },
  refusedNext: {
    zh: '不用解释。要办，带证件到任一窗口；改主意，再出示一次码。',
    en: 'No need to explain. Bring papers to any counter, or show a code again.',
  },
  endedElse: { zh: '这次没办成，他们什么也没看到。', en: 'This one has ended. They have seen nothing.' },
  endedElseNext: {
    zh: '有人没有同意，或窗口认为不是本人。要办，再出示一次码。',
    en: 'Somebody did not agree, or the counter took you for another person. Show a code again to go on.',
  },
  wrongDigits: {
    zh: '数字对不上，已经停下，他们什么也没看到。',
    en: 'The number does not match. It was stopped, and they have seen nothing.',
  },
  wrongDigitsNext: {
    zh: '您就在窗口：请窗口再来一次。您不在那个窗口：别再试，可能有人冒用，拨 12345。',
    en: 'If you are at the counter, ask them to start again. If you are not, stop here: somebody may be misusing it. Call 12345.',
  },
  notThisPerson: { zh: '窗口说不是本人，已经停下。', en: 'The counter said it is not you. It was stopped.' },
  authorityEnded: {
    zh: '您不能再替对方办了，已经停下。',
    en: 'You may not act for them any more. It was stopped.',
  },
  expired: { zh: '过时了，他们什么也没看到。', en: 'Its time is over. They have seen nothing.' },
  expiredNext: {
    zh: '不要紧。再出示一次码，窗口重新问您。',
    en: 'No harm done. Show a code again, and the counter asks anew.',
  },
  withdrawn: { zh: '已停下，他们不能再看。', en: 'Stopped: they can no longer look.' },
  withdrawnNext: {
    zh: '您收回了，或窗口不要了。要办，再出示一次码。',
    en: 'You took it back, or the counter did. Show a code again to go on.',
  },
  toRecords: { zh: '看记录', en: 'See the record' },
  toCode: { zh: '再出示一次码', en: 'Show a code again' },
  toList: { zh: '回到“等我点头的”', en: 'Back to what waits for me' },
  paper: { zh: '有窗口向我要了纸质证件', en: 'A window asked me for paper' },
});
