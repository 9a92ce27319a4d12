/** Texts of the page that says who used one's data. */
import { words } from './words.ts';

const facts = (count: number): string => (count === 1 ? '1 fact' : `${count} facts`);

export const records = words({
  title: { zh: '谁用过我的资料', en: 'Who used my data' },
  titleTheirs: { zh: '谁用过他的资料', en: 'Who used their data' },
  theirs: { zh: '下面说的“您”，是本人。', en: 'Below, “you” is the person whose data these are.' },
  lead: {
    zh: '每次查看都留一笔，删不掉、改不了。没看成的也记。',
    en: 'Every use leaves a record that cannot be removed or changed, refused ones too.',
  },
  vault: { zh: '保险库', en: 'the vault' },
  none: { zh: '还没有人用过您的资料', en: 'Nobody has used your data yet' },
  noneNext: {
    zh: '以后每次有人查看，这里都会多一笔。',
    en: 'From now on every look adds a record here.',
  },
  noneOfKind: { zh: '这一类还没有，别的可能有。', en: 'None of this kind among those shown.' },

  filter: { zh: '看哪些', en: 'Show' },
  filterAll: { zh: '全部', en: 'All' },
  filterSeen: { zh: '别人看到了的', en: 'Seen by others' },
  filterNotSeen: { zh: '没看成的', en: 'Wanted, not seen' },
  filterSelf: { zh: '自己看的', en: 'My own looks' },
  filterChanges: { zh: '证照的变化', en: 'Changes of certificates' },
  more: { zh: '看更早的（一共 {total} 笔）', en: 'Show earlier ones ({total} in all)' },
  export: { zh: '导出全部记录', en: 'Export all records' },
  help: {
    zh: '看不懂？拨 12345，有人一笔一笔讲给您听。',
    en: 'Something unclear? Call 12345: somebody goes through it with you.',
  },

  answered: {
    zh: (who: string, count: number) => `${who}看了 ${count} 项`,
    en: (who: string, count: number) => `${who} saw ${facts(count)}`,
  },
  repeat: { zh: '{who}又取了一次同一份', en: '{who} fetched the same once more' },
  used: { zh: '{who}想再用一次，系统没给', en: '{who} tried to use it again and got nothing' },
  failed: { zh: '{who}没取成，什么也没看到', en: '{who} could not be answered and saw nothing' },
  notAuthorized: {
    zh: '没有人点头，{who}什么也没看到',
    en: 'Nobody had agreed; {who} saw nothing',
  },
  refused: { zh: '您没同意，对方什么也没看到', en: 'You said no. They have seen nothing' },
  authorityEnded: {
    zh: '替您点头的人已经不能替您了，对方什么也没看到',
    en: 'Whoever agreed for you no longer may. They have seen nothing',
  },
  expired: { zh: '没等到点头就过时了，对方什么也没看到', en: 'It ran out of time. They have seen nothing' },
  withdrawn: { zh: '您撤回了，对方什么也没看到', en: 'You took it back. They have seen nothing' },
  notEntitled: {
    zh: (count: number) => `对方多要了 ${count} 项，系统没给`,
    en: (count: number) => `They asked for ${facts(count)} too many and got nothing`,
  },
  notThisPerson: { zh: '窗口说不是本人，已经停下', en: 'The counter said it was not you; stopped there' },
  wrongDigits: {
    zh: '数字选得不对，已经停下，对方什么也没看到',
    en: 'Another number was picked; stopped there. They have seen nothing',
  },
  self: { zh: '您自己看了{types}', en: 'You looked yourself: {types}' },
  selfNothing: { zh: '您自己看了一次', en: 'You looked yourself' },
  byGuardian: { zh: '您的监护人看了{types}', en: 'Your guardian looked: {types}' },
  byRepresentative: { zh: '法定代表人看了{types}', en: 'The legal representative looked: {types}' },
  byMandate: { zh: '您委托的人看了{types}', en: 'Whoever holds your mandate looked: {types}' },
  faceConsent: { zh: '同意了使用刷脸', en: 'The use of the face was agreed to' },
  faceEnrolment: { zh: '登记了面部', en: 'The face was enrolled' },
  faceEnd: { zh: '刷脸结束了', en: 'The use of the face ended' },
  somebody: { zh: '有部门', en: 'A department' },

  methodCode: { zh: '您当时出示了码', en: 'by a code that you showed' },
  methodNumber: { zh: '您当时念了八位数字', en: 'by eight digits that you said' },
  methodShow: { zh: '您当时扫了窗口的码', en: 'by the counter’s code, which you scanned' },
  methodSlip: { zh: '用的是您打好的纸条', en: 'by your slip' },
  methodOfficers: { zh: '两名工作人员当面核对', en: 'two officers checked who you are' },
  methodFace: { zh: '您当时刷了脸', en: 'by your face' },
  forWhat: { zh: '为了：{matter}', en: 'For: {matter}' },
  where: { zh: '在：{window}', en: 'At: {window}' },
  tooMuch: {
    zh: '多要的是：{fields}。这件事用不着。',
    en: 'Too much: {fields}. The matter does not need it.',
  },
  agreedSelf: { zh: '谁点的头：您自己', en: 'Agreed by: you' },
  agreedGuardian: { zh: '谁点的头：您的监护人', en: 'Agreed by: your guardian' },
  agreedRepresentative: { zh: '谁点的头：法定代表人', en: 'Agreed by: the legal representative' },
  agreedMandate: { zh: '谁点的头：您委托的人', en: 'Agreed by: whoever holds your mandate' },
  agreedOfficers: { zh: '谁点的头：两名工作人员', en: 'Agreed by: two officers' },
  agreedDuty: { zh: '凭法定职责，不用点头', en: 'A legal duty; nobody had to agree' },
  officers: { zh: '工号：{numbers}', en: 'Staff numbers: {numbers}' },
  article: { zh: '依据：{article}', en: 'Basis: {article}' },
  tries: { zh: '一分钟里试了 {n} 次', en: '{n} tries within a minute' },
  whichFacts: { zh: '看是哪几项', en: 'Which facts' },
  factsOf: { zh: '{type}：{fields}', en: '{type}: {fields}' },
  notGiven: { zh: '没给', en: 'not given' },

  issued: { zh: '签发了{type}', en: '{type} was issued' },
  replaced: { zh: '{type}换成了新的', en: '{type} was replaced by a new one' },
  suspended: { zh: '{type}暂停了', en: '{type} was paused' },
  reinstated: { zh: '{type}恢复了', en: '{type} was reinstated' },
  revoked: { zh: '{type}作废了', en: '{type} was revoked' },
  transferred: { zh: '{type}转到了正确的人名下', en: '{type} was moved to the right person' },
  reason: { zh: '原因：{reason}', en: 'Reason: {reason}' },

  summary: {
    zh: (count: number) => `一共留下 ${count} 笔。是真是假，您自己就能验。`,
    en: (count: number) =>
      `${count === 1 ? 'One record' : `${count} records`} in all. Whether they are true you can check yourself.`,
  },
  check: { zh: '验一验', en: 'Check it yourself' },
  checkOf: { zh: '验一验：{what}', en: 'Check it yourself: {what}' },
  checkAll: { zh: '全部验一验', en: 'Check them all' },
  checkAgain: { zh: '再验一次', en: 'Check again' },
  checking: { zh: '正在算……', en: 'Computing …' },
  notChecked: {
    zh: '没验成：账本现在读不到。记录还在，过一会儿再验；一直不行，拨 12345。',
    en: 'It could not be checked: the ledger cannot be read just now. The record is still there; try again later, or call 12345.',
  },
  onYourDevice: {
    zh: '刚在您的手机里算的，不用相信我们。',
    en: 'Just computed in your own phone. You need not trust us.',
  },
  allAgree: {
    zh: (count: number) => `${count} 笔，每一笔都和账本对得上，一笔不少。`,
    en: (count: number) =>
      count === 1
        ? 'One record, and it agrees with the ledger.'
        : `${count} records: every one agrees with the ledger, and none is missing.`,
  },
  someSealing: {
    zh: (count: number, sealing: number) =>
      sealing === count
        ? `${count} 笔都还在封存，一分钟后再验。`
        : `${count} 笔都没有问题，最新的 ${sealing} 笔还在封存，一分钟后再验。`,
    en: (count: number, sealing: number) =>
      sealing === count
        ? `${count === 1 ? 'The record is' : `All ${count} records are`} being sealed. Try in a minute.`
        : `Nothing is wrong with ${count} records; the newest ${sealing === 1 ? 'one is' : `${sealing} are`} being sealed. Try in a minute.`,
  },
  someDiffer: {
    zh: (count: number) => `有 ${count} 笔对不上。往下看是哪一笔、怎么办。`,
    en: (count: number) =>
      `${count === 1 ? 'One record does' : `${count} records do`} not agree. See below which, and what to do.`,
  },
  toIt: { zh: '看这一笔', en: 'Go to it' },
  toNumber: { zh: '第 {n} 笔', en: 'Record {n}' },
  number: { zh: '第 {n} 笔', en: 'Record {n}' },

  complain: { zh: '这笔不对劲', en: 'This looks wrong' },
  complainOf: { zh: '这笔不对劲：{what}', en: 'This looks wrong: {what}' },
  complainWhat: { zh: '哪里不对劲？', en: 'What looks wrong?' },
  complainNotThere: { zh: '我当时没在那个窗口', en: 'I was not at that window then' },
  complainNoConsent: { zh: '我没有点头', en: 'I did not agree to it' },
  complainTooMuch: { zh: '看的比该看的多', en: 'They saw more than the matter needs' },
  complainByAnother: { zh: '不该由那个人代我点头', en: 'Whoever agreed for me should not have' },
  complainOther: { zh: '别的不对劲', en: 'Something else is wrong' },
  complainFault: { zh: '先选一项', en: 'Choose one' },
  complainText: { zh: '想多说几句（可以不写）', en: 'Anything more (optional)' },
  complainTextHint: {
    zh: '只有您自己看得到，部门只看到上面选的那一项。',
    en: 'Only you see this; the department is told the reason above and no more.',
  },
  complainSend: { zh: '请部门回答', en: 'Ask the department to answer' },
  complainSending: { zh: '正在发……', en: 'Sending …' },
  complained: { zh: '您说过：{reason}', en: 'You said: {reason}' },
  complainWaiting: { zh: '{who}还没回答', en: '{who} has not answered yet' },
  complainAnswer: { zh: '{who}的回答（{date}）：', en: 'Answer of {who} ({date}):' },
  selfWrong: {
    zh: '不是您看的？去结束不认识的登录和委托，或拨 12345。',
    en: 'If that was not you, end sessions and mandates that you do not know, or call 12345.',
  },
  toSettings: { zh: '看登录在哪儿', en: 'See where you are signed in' },
  paperLink: { zh: '那个窗口还要了纸质证件', en: 'That window asked me for paper as well' },
  paperAny: { zh: '有窗口向我要了纸质证件', en: 'A window asked me for paper' },
});
