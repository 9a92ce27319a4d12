/** Texts of the public figures. */
import { words } from './words.ts';

export const publicFigures = words({
  heading: { zh: '签发了多少，查看了多少', en: 'What was issued, and what was looked at' },
  what: {
    zh: '只有数目，没有任何人。查看只按部门、按过完的月份公布，少于 10 次的不公布。',
    en: 'Counts only, no personal data. Uses are shown per department and completed month, and never below ten.',
  },
  issued: { zh: '已签发的证照', en: 'Certificates issued' },
  issuedSays: {
    zh: (total: string, at: string) => `现在一共 ${total} 张，${at} 数的，每分钟更新；谁都能从账本再数一遍。`,
    en: (total: string, at: string) =>
      `${total} in all, counted at ${at} and again every minute; anyone can count them again on the ledger.`,
  },
  type: { zh: '证照', en: 'Certificate' },
  changes: { zh: '改过的状态', en: 'Changes of status' },
  changesSays: {
    zh: '账本上的状态列表改过多少次。',
    en: 'How often the status lists on the ledger were changed.',
  },
  department: { zh: '部门', en: 'Department' },
  valid: { zh: '恢复', en: 'Restored' },
  revoked: { zh: '作废', en: 'Revoked' },
  suspended: { zh: '暂停', en: 'Paused' },
  month: { zh: '哪个月', en: 'Month' },
  uses: { zh: '查看', en: 'Uses' },
  usesSays: {
    zh: '本人同意并查到的，按部门。',
    en: 'Requests that people agreed to and that were answered, by department.',
  },
  agreedAndRefused: { zh: '同意的和没同意的', en: 'Agreed and refused' },
  agreed: { zh: '同意的', en: 'Agreed' },
  refused: { zh: '没同意的', en: 'Refused' },
  fewerThanTen: { zh: '少于 10', en: 'fewer than 10' },
  papers: { zh: '省下的证件，还在要的证件', en: 'Papers saved, and papers still asked for' },
  papersSays: {
    zh: (notNeeded: string, stillAsked: string) =>
      `这个月至少省下 ${notNeeded} 份，至少还有 ${stillAsked} 次要了纸。`,
    en: (notNeeded: string, stillAsked: string) =>
      `In this month at least ${notNeeded} papers were not needed, and paper was asked for at least ${stillAsked} times.`,
  },
  papersNone: { zh: '这个月没有哪件事满 10 次', en: 'No matter reached ten in this month' },
  papersNoneNext: { zh: '换一个月看看。', en: 'Try another month.' },
  byMatter: { zh: '一件事一件事地看', en: 'Matter by matter' },
});
