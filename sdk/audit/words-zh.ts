/** What every code of an audit means and what to do next, in Chinese. */
import type { AuditTexts } from './words.ts';

const TELL = '保留这份结果，报告监督机关；他们可以用同样的方法重新核对。';
const KEEP = '原样保留文件，重新导出一次记录；仍然如此，请投诉。';

export const zh: AuditTexts = {
  LEDGER_DIFFERS: [
    '这不是原来知道的那本账本，或它的历史与原来不同。',
    '核对账本地址和信任文件；都没有错，请报告监督机关。',
  ],
  LEDGER_CONTRADICTS: ['账本的内容前后矛盾。', '换一个入口读同一账本再核对；仍然如此，请报告监督机关。'],
  ACCREDITATIONS_DIFFER: ['平台所说的部门和密钥与账本不一致。', TELL],
  LOG_NOT_SERVED: ['账本里有的一份日志，平台没有公开。', TELL],
  LOG_LISTING_DIFFERS: ['平台列出的日志与账本不一致。', TELL],
  LOG_BEHIND_LEDGER: [
    '平台公开的日志是旧的，缺少账本里已有的记录。',
    '过几分钟再核对一次；仍然如此，请报告监督机关。',
  ],
  CHECKPOINT_NOT_SIGNED: [
    '日志头没有该日志自己的签名。',
    '从账本重新取得信任文件再核对；仍然如此，请报告监督机关。',
  ],
  LEAVES_MISSING: ['账本给出的日志中间有缺失。', TELL],
  HEAD_DIFFERS: ['日志从未有过这个日志头，账本推不出它。', TELL],
  TILE_DIFFERS: ['平台公开的摘要与账本推出的不一致。', TELL],
  ENTRIES_DIFFER: ['平台公开的条目与账本不一致。', TELL],
  ENTRY_MALFORMED: ['日志中有一条格式不合规的条目。', TELL],
  ISSUED_WITHOUT_ACCREDITATION: ['有部门在没有资格时签发了证照。', TELL],
  STATUS_CHAIN_DIFFERS: ['证照状态的变更推不出账本上的结果。', TELL],
  STATUS_LIST_NOT_SERVED: ['账本里有的状态列表，平台没有公开。', TELL],
  STATUS_LIST_NOT_SIGNED: ['状态列表没有该部门有效密钥的签名。', TELL],
  STATUS_LIST_EXPIRED: ['状态列表已过期，没有更新。', '过几分钟再核对一次；仍然如此，请告知该部门。'],
  STATUS_LIST_DIFFERS: ['平台公开的证照状态与账本不一致。', TELL],
  TRUST_MALFORMED: ['信任文件的格式不正确。', '从账本重新取得信任文件。'],
  RECEIPT_MALFORMED: ['这条记录的格式不正确。', KEEP],
  UNKNOWN_CITY: ['信任文件里没有这条记录所属的城市。', '用那个城市的信任文件核对。'],
  RECEIPT_CHANGED: ['这条记录不是当初封存的那一条，内容被改过。', KEEP],
  RECEIPT_NOT_ON_LEDGER: ['这条记录早该封在账本里，账本里却没有。', KEEP],
  RECEIPT_GAP: ['这条记录之前少了一条。', KEEP],
  RECEIPT_CHAIN_BROKEN: ['这条记录和前一条接不上。', KEEP],
  FILE_TOO_LARGE: ['文件太大，这里核对不了。', '请选择其他文件。'],
  FILE_IS_PDF: ['这是一份 PDF。能核对的是它附带的证明文件。', '打开 PDF，存下附件，再选择附件。'],
  FILE_NOT_JSON: [
    '这个文件读不出来，不是证明、记录、纸条或信任文件。',
    '请选择收到或导出的原文件，不要改过。',
  ],
  FILE_UNKNOWN: ['这个文件既不是证明，也不是记录、纸条或信任文件。', '请选择收到或导出的原文件。'],
  FILE_OF_LATER_VERSION: ['这个文件的版本比本页面新。', '重新打开页面，再选择一次文件。'],
  FILE_DAMAGED: [
    '这个文件像是能核对的文件，但内容有缺失或被改过。',
    '请选择收到或导出的原文件；仍然如此，请重新取得。',
  ],
};
