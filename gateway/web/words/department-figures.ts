/** Texts of a department's matters, statistics and journal. */
import { words } from './words.ts';

export const figures = words({
  mattersHeading: {
    zh: (count: number) => `登记了 ${count} 件事项`,
    en: (count: number) => (count === 1 ? 'One matter is registered' : `${count} matters are registered`),
  },
  mattersWhat: {
    zh: '我们的系统只能查这些事项、这些项目；多要一项就整个不给，还会留记录。',
    en: 'Our systems may ask for these facts in these matters only; if they ask for more, they get nothing, and it is recorded.',
  },
  mattersNone: { zh: '还没有登记事项', en: 'No matter is registered' },
  mattersNoneNext: { zh: '找平台登记，拨 12345。', en: 'Ask the platform to register them, 12345.' },
  client: { zh: '系统 {client}', en: 'System {client}' },
  credential: { zh: '查哪种证照', en: 'Certificate' },
  fields: { zh: '哪几项', en: 'Facts' },
  needed: { zh: '什么时候要', en: 'When' },
  until: { zh: '登记到', en: 'Registered until' },
  always: { zh: '每次', en: 'Always' },
  conditional: { zh: '有的情况', en: 'In some cases' },
  optional: { zh: '可选', en: 'Optional' },
  unlimited: { zh: '一直', en: 'No end date' },

  statistics: {
    zh: (count: string) => `这段时间我们查了 ${count} 次`,
    en: (count: string) => `We asked ${count} ${count === '1' ? 'time' : 'times'} in this period`,
  },
  statisticsWhat: {
    zh: '只有次数，没有任何人，也没有经手人。',
    en: 'Counts only: no person is in them, and no officer.',
  },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  show: { zh: '看这一段', en: 'Show' },
  spanWrong: { zh: '开始要在结束之前，最长一年', en: 'It must begin before it ends and last a year at most' },
  none: { zh: '这段时间没有查过', en: 'We asked nothing in this period' },
  noneNext: { zh: '换一段时间再看。', en: 'Try another period.' },
  byDay: { zh: '每天多少次', en: 'By day' },
  day: { zh: '日子', en: 'Day' },
  byDaySays: {
    zh: (most: string, day: string) => `最多的一天是 ${day}，${most} 次。`,
    en: (most: string, day: string) => `Most on ${day}: ${most}.`,
  },
  byMatter: { zh: '哪件事项', en: 'By matter' },
  matter: { zh: '事项', en: 'Matter' },
  byWindow: { zh: '哪个窗口', en: 'By window' },
  window: { zh: '窗口', en: 'Window' },
  byOutcome: { zh: '结果怎样', en: 'By outcome' },
  outcome: { zh: '结果', en: 'Outcome' },
  byMethod: { zh: '本人怎么点的头', en: 'How people said yes' },
  method: { zh: '办法', en: 'Way' },
  mostSays: {
    zh: (name: string, count: string) => `最多的是${name}，${count} 次。`,
    en: (name: string, count: string) => `Most: ${name}, ${count}.`,
  },

  journal: {
    zh: (count: string) => `留了 ${count} 笔流水`,
    en: (count: string) => `${count} ${count === '1' ? 'entry' : 'entries'} in the journal`,
  },
  journalWhat: {
    zh: '谁、什么时候、做了什么。删不掉，每一笔都连着前一笔。',
    en: 'Who did what, and when. Nothing can be removed: each entry holds the fingerprint of the one before.',
  },
  journalNone: { zh: '还没有流水', en: 'The journal is empty' },
  journalNoneNext: { zh: '做了什么都会记在这里。', en: 'Whatever is done is recorded here.' },
  chainWhole: {
    zh: (count: number) => `这 ${count} 笔刚在您的电脑里算过，一笔连一笔，没有断。`,
    en: (count: number) =>
      `These ${count} entries were just computed on your computer; each follows the one before.`,
  },
  chainBroken: {
    zh: '第 {n} 笔接不上。不要再改东西，保留这一页，拨 12345 找平台和监督机关。',
    en: 'Entry {n} does not fit. Change nothing more, keep this page, and call the platform and the supervising body at 12345.',
  },
  number: { zh: '第几笔', en: 'No.' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '谁', en: 'Who' },
  what: { zh: '做了什么', en: 'What' },
  fingerprint: { zh: '指纹', en: 'Fingerprint' },
  dataAsOf: { zh: '数据到 {time}', en: 'data as of {time}' },
  reference: { zh: '编号 {id}', en: 'reference {id}' },
  recordEnding: { zh: '编号末尾 {ending}', en: 'record ending in {ending}' },
  touched: {
    zh: (count: number) => `会改 ${count} 张`,
    en: (count: number) => (count === 1 ? 'would change one' : `would change ${count}`),
  },
});

/** What an entry of the journal tells was done, by its action. */
export const deeds = words({
  'import-sent': { zh: '导入了一份文件', en: 'Imported a file' },
  'data-confirmed': { zh: '确认数据没变', en: 'Confirmed that data are unchanged' },
  'status-previewed': { zh: '看了改状态会碰到什么', en: 'Looked at what a change would touch' },
  'status-changed': { zh: '改了状态', en: 'Changed a status' },
  'status-change-proposed': { zh: '提出改状态', en: 'Proposed a change of status' },
  'status-change-confirmed': { zh: '确认改状态', en: 'Confirmed a change of status' },
  'status-change-withdrawn': { zh: '撤回改状态', en: 'Withdrew a change of status' },
  'key-rotation-proposed': { zh: '提出换钥匙', en: 'Proposed a new key' },
  'key-rotation-confirmed': { zh: '确认换钥匙', en: 'Confirmed a new key' },
  'key-rotation-withdrawn': { zh: '撤回换钥匙', en: 'Withdrew a new key' },
  'paper-report-settled': { zh: '处理了一次要材料', en: 'Settled a report of papers asked for' },
});

/** How requests ended, and where those under way stand. */
export const outcomes = words({
  waiting: { zh: '等本人点头', en: 'waiting' },
  approved: { zh: '点了头，还没取', en: 'agreed, not fetched' },
  answered: { zh: '查到了', en: 'answered' },
  refused: { zh: '没同意', en: 'refused' },
  expired: { zh: '超过时间', en: 'expired' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  'authority-ended': { zh: '代办资格没了', en: 'authority ended' },
  'not-entitled': { zh: '多要了，没给', en: 'asked for too much' },
  'not-this-person': { zh: '不是本人', en: 'not this person' },
  'wrong-digits': { zh: '数字没对上', en: 'wrong match number' },
  'not-authorized': { zh: '没点头', en: 'not authorized' },
  failed: { zh: '没查成', en: 'failed' },
});

/** How people take part in a request. */
export const methods = words({
  code: { zh: '扫码', en: 'code' },
  number: { zh: '八位数字', en: 'eight digits' },
  show: { zh: '扫窗口的码', en: 'the counter’s code' },
  slip: { zh: '纸条', en: 'slip' },
  officers: { zh: '两名工作人员', en: 'two officers' },
  face: { zh: '刷脸', en: 'face' },
});
