/** Texts of what a check of records found. */
import { words } from './words.ts';

export const recordsFound = words({
  agrees: { zh: '对得上', en: 'It agrees' },
  differs: { zh: '对不上', en: 'It does not agree' },
  sealing: { zh: '还在封存，一分钟后再验', en: 'Being sealed, try in a minute' },
  unchanged: { zh: '这笔记录一个字没改', en: 'Not a letter of this record was changed' },
  place: { zh: '它排在日志第 {n} 笔', en: 'It is number {n} of the log' },
  sealed: {
    zh: '日志封在账本里，刚问过账本',
    en: 'The log is sealed on the ledger, which was asked just now',
  },
  noneMissing: { zh: '前面一笔不少', en: 'None before it is missing' },
  differsDo: {
    zh: '这不是您的错。点一下，请部门说清楚。',
    en: 'This is not your fault. One press asks the department to explain.',
  },
  differsCall: {
    zh: '这不是您的错。拨 12345，我们马上查。',
    en: 'This is not your fault. Call 12345; it is looked into at once.',
  },
  differsTell: { zh: '告诉部门：这笔对不上', en: 'Tell the department that it does not agree' },
  differsText: { zh: '验一验，对不上（{code}）', en: 'Checked it myself: it does not agree ({code})' },
  howComputed: { zh: '看计算过程', en: 'How it was computed' },
  pathLabel: {
    zh: '从这笔记录往上合并 {n} 次，得到账本里的封印',
    en: 'From this record upwards, {n} steps lead to the seal on the ledger',
  },
  pathRecord: { zh: '这笔记录', en: 'this record' },
  pathSeal: { zh: '账本里的封印', en: 'the seal on the ledger' },
  technical: { zh: '给技术人员看', en: 'For technical staff' },
  technicalTrust: {
    zh: '信任文件取自本平台。要完全不靠我们，用“查验”页或审计命令，带上您自己存的信任文件。',
    en: 'The trust file came from this platform. To rely on nobody, use the audit page or command with a trust file of your own.',
  },
  leaf: { zh: '叶子', en: 'Leaf' },
  root: { zh: '根', en: 'Root' },
  code: { zh: '代码：{code}', en: 'Code: {code}' },
});
