/** Texts of the department's pages: the frame, and how the department stands. */
import { words } from './words.ts';

export const department = words({
  area: { zh: '部门', en: 'Department' },
  overview: { zh: '概况', en: 'Overview' },
  imports: { zh: '导入', en: 'Import' },
  status: { zh: '改状态', en: 'Change status' },
  keys: { zh: '签名钥匙', en: 'Signing keys' },
  matters: { zh: '登记的事项', en: 'Registered matters' },
  statistics: { zh: '统计', en: 'Statistics' },
  reviews: { zh: '双人核对', en: 'Two officers' },
  face: { zh: '刷脸', en: 'Face' },
  complaints: { zh: '群众反映', en: 'Complaints' },
  papers: { zh: '要过的材料', en: 'Papers asked for' },
  journal: { zh: '流水', en: 'Journal' },

  fresh: {
    zh: (types: number) => `${types} 种证照，数据都在时限内`,
    en: (types: number) =>
      types === 1
        ? 'One certificate type, its data up to date'
        : `${types} certificate types, all data up to date`,
  },
  stale: {
    zh: (types: number) => `有 ${types} 种证照的数据该确认了`,
    en: (types: number) =>
      types === 1
        ? 'The data of one certificate type need confirming'
        : `The data of ${types} types need confirming`,
  },
  noTypes: { zh: '本部门不签发证照', en: 'This department issues no certificates' },
  noTypesNext: {
    zh: '这里能看登记的事项、统计和群众反映。',
    en: 'Registered matters, statistics and complaints are here.',
  },

  forYou: { zh: '等您处理', en: 'Waiting for you' },
  forYouNone: { zh: '现在没有等您处理的', en: 'Nothing waits for you now' },
  waitingStatus: {
    zh: (count: number) => `${count} 件状态变更等您确认`,
    en: (count: number) =>
      count === 1 ? 'One change of status to confirm' : `${count} changes of status to confirm`,
  },
  waitingKeys: {
    zh: (count: number) => `${count} 次换钥匙等您确认`,
    en: (count: number) => (count === 1 ? 'One new key to confirm' : `${count} new keys to confirm`),
  },
  waitingComplaints: {
    zh: (count: number) => `${count} 条群众反映还没答复`,
    en: (count: number) => (count === 1 ? 'One complaint to answer' : `${count} complaints to answer`),
  },
  waitingPapers: {
    zh: (count: number) => `${count} 次窗口要材料还没处理`,
    en: (count: number) =>
      count === 1 ? 'One report of papers asked for' : `${count} reports of papers asked for`,
  },
  waitingReviews: {
    zh: (count: number) => `${count} 笔双人核对等您复看`,
    en: (count: number) =>
      count === 1 ? 'One check by two officers to review' : `${count} checks to review`,
  },

  types: { zh: '我们的证照', en: 'Our certificates' },
  type: { zh: '证照', en: 'Certificate' },
  valid: { zh: '有效', en: 'Valid' },
  suspended: { zh: '暂停', en: 'Paused' },
  revoked: { zh: '作废', en: 'Revoked' },
  confirmed: { zh: '数据确认到', en: 'Data confirmed as of' },
  lastImport: { zh: '最近一次导入', en: 'Last import' },
  confirmedNever: { zh: '从未确认', en: 'Never confirmed' },
  confirmedToday: { zh: '今天确认的', en: 'confirmed today' },
  confirmedAgo: {
    zh: (days: number) => `${days} 天前`,
    en: (days: number) => (days === 1 ? '1 day ago' : `${days} days ago`),
  },
  limit: {
    zh: (days: number) => `时限 ${days} 天`,
    en: (days: number) => (days === 1 ? 'limit 1 day' : `limit ${days} days`),
  },
  inTime: { zh: '在时限内', en: 'Up to date' },
  outOfTime: { zh: '该确认了', en: 'Confirm now' },
  dataUnchanged: { zh: '数据没变，确认一次', en: 'Confirm unchanged data' },
  confirmWhich: { zh: '哪种证照的数据没有变化？', en: 'Which certificate’s data are unchanged?' },
  confirmMeans: {
    zh: '点了就是说：截至现在，这种证照的记录都对。窗口凭这个时间判断数据新不新。',
    en: 'It says that as of now the records of this type are right. Counters judge by this time how fresh they are.',
  },
  confirmDone: { zh: '确认好了，截至 {time}', en: 'Confirmed as of {time}' },

  log: { zh: '签发日志', en: 'Log of what was issued' },
  logSize: {
    zh: (leaves: string) => `账本上有 ${leaves} 笔。`,
    en: (leaves: string) => `${leaves} entries on the ledger.`,
  },
  logRoot: { zh: '根 {root}', en: 'Root {root}' },
});
