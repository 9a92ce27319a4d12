/** Texts of what people and the lot bring before an administrator: complaints, papers asked for, checks to review. */
import { words } from './words.ts';

export const voices = words({
  complaintsHeading: {
    zh: (open: number) => (open === 0 ? '群众反映都答复了' : `有 ${open} 条反映等您答复`),
    en: (open: number) =>
      open === 0
        ? 'Every complaint is answered'
        : open === 1
          ? 'One complaint to answer'
          : `${open} complaints to answer`,
  },
  complaintsWhat: {
    zh: '看不到是谁写的。您的答复只有本人看得到。',
    en: 'You do not see who wrote it. Only that person reads your answer.',
  },
  complaintsNone: { zh: '还没有人反映', en: 'Nobody has complained yet' },
  complaintsNoneNext: {
    zh: '有了会列在这里，也会在概况里提醒您。',
    en: 'Complaints appear here and on the overview.',
  },
  mistake: { zh: '证照内容不对', en: 'A certificate is wrong' },
  wrongUse: { zh: '这笔查看不对劲', en: 'A use looks wrong' },
  licence: { zh: '证照标识 {licence}', en: 'Licence {licence}' },
  request: { zh: '查看编号 {request}', en: 'Request {request}' },
  receipt: { zh: '本人的第 {n} 笔记录', en: 'Record {n} of that person' },
  received: { zh: '{time} 收到', en: 'Received {time}' },
  answer: { zh: '答复', en: 'Answer' },
  answerHint: {
    zh: '说清楚查到了什么、怎么办、不满意找谁',
    en: 'Say what you found, what is done, and whom to turn to',
  },
  answerMissing: { zh: '写几句答复', en: 'Write an answer' },
  sendAnswer: { zh: '发出答复', en: 'Send the answer' },
  sending: { zh: '正在记下', en: 'Recording' },
  answered: { zh: '已答复', en: 'Answered' },
  open: { zh: '还没答复', en: 'Open' },
  answeredBy: { zh: '{staff} 答复，{time}', en: 'Answered by {staff}, {time}' },
  correctIt: {
    zh: '内容真不对：改好记录，导入一次，会自动换新证照。',
    en: 'If it is wrong, correct the record and import it; the certificate is then replaced automatically.',
  },

  papersHeading: {
    zh: (open: number) => (open === 0 ? '没有等处理的' : `有 ${open} 次等您处理`),
    en: (open: number) =>
      open === 0 ? 'Nothing to settle' : open === 1 ? 'One report to settle' : `${open} reports to settle`,
  },
  papersWhat: {
    zh: '群众说我们的窗口要了不该要的材料。不知道是谁说的，也不用知道。',
    en: 'People report that our windows asked for papers they need not bring. Who reported it is not kept.',
  },
  papersNone: { zh: '这里没有', en: 'No reports here' },
  papersNoneNext: { zh: '有了会列在这里。', en: 'Reports appear here.' },
  show: { zh: '看哪些', en: 'Show' },
  showOpen: { zh: '没处理的', en: 'Open' },
  showSettled: { zh: '处理过的', en: 'Settled' },
  showAll: { zh: '全部', en: 'All' },
  askedFor: { zh: '要了{type}', en: 'Asked for: {type}' },
  atWindow: { zh: '{window}，{day}', en: '{window}, {day}' },
  noWindow: { zh: '没说哪个窗口', en: 'no window named' },
  signedInReporter: { zh: '登录后说的', en: 'signed in' },
  anonymousReporter: { zh: '没登录说的', en: 'not signed in' },
  note: { zh: '怎么处理的', en: 'What was done' },
  noteHint: {
    zh: '比如：和窗口说过了，以后查系统',
    en: 'For example: spoke to the window; from now on it asks the platform',
  },
  noteMissing: { zh: '写一句怎么处理的', en: 'Write what was done' },
  settle: { zh: '记下', en: 'Record' },
  settled: { zh: '处理过了', en: 'Settled' },
  settledBy: { zh: '{staff} 处理，{time}', en: 'Settled by {staff}, {time}' },

  reviewsHeading: {
    zh: (open: number) => (open === 0 ? '抽到的都看过了' : `抽到 ${open} 笔，等您复看`),
    en: (open: number) =>
      open === 0
        ? 'Every drawn check has been reviewed'
        : open === 1
          ? 'One check was drawn for review'
          : `${open} checks were drawn for review`,
  },
  reviewsWhat: {
    zh: '两名工作人员替没带东西的人核对身份，每二十笔抽一笔复看；一人一天核得太多会提醒。',
    en: 'One in twenty checks by two officers is drawn for review; an officer who does very many in a day is listed as well.',
  },
  reviews: { zh: '抽到的', en: 'Drawn for review' },
  reviewsNone: { zh: '还没有抽到的', en: 'None has been drawn yet' },
  reviewsNoneNext: { zh: '抽到了会列在这里。', en: 'Drawn checks appear here.' },
  alerts: { zh: '核得多的', en: 'Very many in a day' },
  alertsNone: { zh: '没有人一天核得太多。', en: 'No officer did too many in a day.' },
  officer: { zh: '工作人员', en: 'Officer' },
  day: { zh: '哪天', en: 'Day' },
  level: { zh: '多少', en: 'Level' },
  near: { zh: '快到上限', en: 'Near the cap' },
  reached: { zh: '到上限，停了', en: 'Cap reached, stopped' },
  at: { zh: '几点', en: 'At' },
  officers: { zh: '{first} 和 {second}', en: '{first} and {second}' },
  decided: { zh: '{window}，{time}', en: '{window}, {time}' },
  found: { zh: '看下来怎样', en: 'What you found' },
  inOrder: { zh: '没问题', en: 'In order' },
  followUp: { zh: '要跟进', en: 'Needs follow-up' },
  reviewNoteHint: { zh: '问了谁、看了什么', en: 'Whom you asked, what you looked at' },
  reviewedBy: { zh: '{staff} 看过，{time}', en: 'Reviewed by {staff}, {time}' },
  waiting: { zh: '等复看', en: 'Waiting' },
});
