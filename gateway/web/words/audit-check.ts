/** Texts of the page that checks a file. */
import { words } from './words.ts';

export const checking = words({
  heading: { zh: '这份文件是真的吗？', en: 'Is this file genuine?' },
  drop: { zh: '把文件拖到这里', en: 'Drop the file here' },
  choose: { zh: '从电脑里选', en: 'Choose a file' },
  kinds: {
    zh: '证明、加注件 PDF、用证记录、纸条的码、信任文件都行。文件不离开您的电脑。',
    en: 'A proof, an annotated copy (PDF), records of use, a slip’s code or a trust file. It never leaves your computer.',
  },
  scanned: {
    zh: '您扫了纸上的码。再打开那份 PDF，就能看码和文件对不对得上。',
    en: 'You scanned the code on a paper. Open its PDF as well to compare the two.',
  },
  working: { zh: '正在验', en: 'Checking' },
  noTrust: { zh: '还没有信任数据，验不了', en: 'No trust data yet, so nothing can be checked' },
  noTrustNext: {
    zh: '连上网再试，或先打开一份信任文件。',
    en: 'Try again with a network, or open a trust file first.',
  },
  trustOwn: {
    zh: '信任数据：账本 {time} 的样子，平台给的，存在本机。',
    en: 'Trust data: the ledger as of {time}, from the platform, kept on this computer.',
  },
  trustGiven: {
    zh: '信任数据：账本 {time} 的样子，您给的文件。',
    en: 'Trust data: the ledger as of {time}, from your file.',
  },

  proofHolds: { zh: '证明成立', en: 'The proof holds' },
  proofHoldsText: {
    zh: (fields: number, when: string) =>
      `它说的 ${fields} 件事，签发部门都签过字，${when} 取证时都有效。是不是给您的，这里查不出来。`,
    en: (fields: number, when: string) =>
      `The ${fields === 1 ? 'fact' : `${fields} facts`} in it were signed by their issuers and held on ${when}, when it was made. Whether it was made for you cannot be checked here.`,
  },
  proofFails: { zh: '证明不成立：{why}', en: 'The proof does not hold: {why}' },
  contentFails: {
    zh: '证明不成立：内容和签发部门签的不一样',
    en: 'The proof does not hold: its content is not what the issuers signed',
  },
  contentFailsText: {
    zh: '不要用它办事，让对方重新取一份。',
    en: 'Do not rely on it; ask for a new one.',
  },
  paperFails: { zh: '纸上的码不是这份文件的', en: 'The code on the paper belongs to another file' },
  paperNext: {
    zh: '不要用这张纸办事，让给您的人重新打一份。怀疑有人故意改，把报告发给审计，或拨 12345。',
    en: 'Do not rely on this paper; ask for a new one. If you suspect fraud, send the report to the auditors or call 12345.',
  },
  next: { zh: '接下来：', en: 'What to do: ' },
  suspect: {
    zh: '怀疑有人故意改，把报告发给审计，或拨 12345。',
    en: 'If you suspect that somebody changed it on purpose, send the report to the auditors or call 12345.',
  },

  oneByOne: { zh: '一项一项看', en: 'Check by check' },
  save: { zh: '存下验证报告', en: 'Save the report' },
  holds: { zh: '通过', en: 'holds' },
  fails: { zh: '不通过', en: 'fails' },
  accepted: { zh: '不通过，但这件事认', en: 'does not hold, but this matter accepts it' },
  waiting: { zh: '还在封存', en: 'being sealed' },
  notChecked: { zh: '没有再查', en: 'not checked' },
  contentLost: { zh: '内容不可信，没有再查', en: 'The content cannot be believed; not checked' },
  noRequest: {
    zh: '没有您的申请可以对，没有查',
    en: 'There is no request of yours to compare with; not checked',
  },
  notReached: { zh: '前面没通过，没有再查', en: 'Something before it failed; not checked' },

  content: { zh: '这份文件没被改过', en: 'The file was not changed' },
  contentText: { zh: '签名与内容相符，写法只有一种', en: 'Signatures and content fit' },
  accredited: { zh: '签名的钥匙当时有资格', en: 'The keys that signed were accredited' },
  accreditedText: { zh: '账本上有它的资格，位置在期限里', en: 'The ledger has them, at these places' },
  anchored: { zh: '证照已上账本', en: 'The certificates are on the ledger' },
  anchoredText: { zh: '签发日志里有，位置与根对得上', en: 'The logs hold them; place and root fit' },
  state: { zh: '取证时有效，没作废、没暂停', en: 'Valid when it was made: not revoked, not paused' },
  stateText: { zh: '当时的状态列表这样说', en: 'The status lists of that moment say so' },
  audience: { zh: '给的就是这个窗口', en: 'Made for this counter and request' },
  audienceText: { zh: '收件人和申请对得上', en: 'Audience and request fit' },
  holder: { zh: '本人点过头', en: 'The person agreed' },
  holderText: { zh: '持证人的钥匙为这次申请签过', en: 'The holder’s key signed for this request' },
  complete: { zh: '该给的都给了', en: 'Everything asked for is there' },
  completeText: {
    zh: '没少一项，算出来的也出自这几张证照',
    en: 'No fact is missing; computed ones come from these certificates',
  },
  view: { zh: '检查点没有分叉', en: 'The checkpoints do not fork' },
  viewText: { zh: '日志头与信任数据一致', en: 'The heads fit the trust data' },
  paper: { zh: '纸上的码就是这份文件的', en: 'The code on the paper is this file’s' },
  paperText: { zh: '摘要对得上', en: 'The digests fit' },

  receiptAgrees: { zh: '对得上', en: 'It agrees' },
  receiptSealing: { zh: '还在封存，一分钟后再验', en: 'Being sealed, try in a minute' },
  receiptDiffers: { zh: '对不上：{why}', en: 'It does not agree: {why}' },
  receiptAgreesText: {
    zh: '这笔记录封在账本里，一个字都没改过。刚在您的电脑里算的，不用相信我们。',
    en: 'This record is sealed on the ledger, unchanged. Just computed on your computer; you need not trust us.',
  },
  receiptsAgreeText: {
    zh: (count: number) => `${count} 笔都封在账本里，一笔没少，一个字都没改过。`,
    en: (count: number) =>
      count === 1
        ? 'The one record is sealed on the ledger, unchanged.'
        : `All ${count} records are sealed on the ledger, none missing, none changed.`,
  },
  receiptSealingText: {
    zh: '记录每分钟封一次账本。等一分钟，再打开一次。',
    en: 'Records are sealed once a minute. Wait a minute and open it again.',
  },
  records: { zh: '每一笔', en: 'Each record' },
  record: { zh: '第 {place} 笔', en: 'Record {place}' },
  recordAt: { zh: '{time}', en: '{time}' },
  recordState: { zh: '结果', en: 'Result' },

  form: { zh: '这是一笔用证记录', en: 'It is a record of use' },
  formText: { zh: '该有的都在', en: 'Everything that belongs to one is there' },
  city: { zh: '信任文件认得它的城市', en: 'The trust file knows its city' },
  cityText: { zh: '同一个城市', en: 'The same city' },
  opening: { zh: '内容就是当初封存的', en: 'Its words are those that were sealed' },
  openingText: { zh: '指纹对得上', en: 'The fingerprint fits' },
  inclusion: { zh: '查看日志里有它', en: 'The log of uses holds it' },
  inclusionText: { zh: '位置与根对得上', en: 'Place and root fit' },
  checkpoint: { zh: '日志自己签过这个头', en: 'The log signed this head' },
  checkpointText: { zh: '签名是查看日志的钥匙', en: 'By the log’s own key' },
  ledger: { zh: '账本也是这样说的', en: 'The ledger says so too' },
  ledgerText: { zh: '账本现在的头从它接下来', en: 'The ledger’s present head continues it' },
  number: { zh: '前面没有少', en: 'None is missing before it' },
  numberText: { zh: '一笔接一笔编号', en: 'Numbered without a gap' },
  chain: { zh: '和前一笔接得上', en: 'It follows the one before' },
  chainText: { zh: '里面有前一笔的指纹', en: 'It holds that one’s fingerprint' },

  slipHolds: { zh: '纸条是真的', en: 'The slip is genuine' },
  slipHoldsText: {
    zh: '办的事：{matter}，最晚 {day} 用。用没用过，只有平台知道。',
    en: 'For {matter}, until {day}. Only the platform knows whether it has been used.',
  },
  slipFails: { zh: '纸条不能用：{why}', en: 'The slip cannot be used: {why}' },
  trustTaken: { zh: '信任文件收下了', en: 'Trust file accepted' },
  trustTakenText: {
    zh: '接下来按它验文件，也按它核账本。写的是账本 {time} 的样子。',
    en: 'Files and ledger are checked by it from now on. It describes the ledger as of {time}.',
  },
  trustOther: {
    zh: '它说的账本和这个平台说的不是同一本。到“账本”里核一遍，看哪里不一样。',
    en: 'It names another ledger than this platform does. Compare everything under “Ledger” to see where they differ.',
  },
  toLedger: { zh: '按它核账本', en: 'Compare the ledger by it' },
  bare: { zh: '这份 PDF 里面没有证明。', en: 'There is no proof inside this PDF.' },
  bareNext: {
    zh: '打开给您的那份加注件本身，不是扫描件、照片或另存的 PDF。没有，就向给您的窗口要。',
    en: 'Open the annotated copy itself, not a scan, a photo or a PDF printed from it. If you have none, ask the counter that gave it to you.',
  },
  none: { zh: '这份文件验不了', en: 'This file cannot be checked' },
  unread: { zh: '没验完：账本现在读不了', en: 'Not finished: the ledger cannot be read now' },
  unreadNext: {
    zh: '文件没有问题，是没读到账本。过一会儿再打开一次；还不行，拨 12345。',
    en: 'Nothing is wrong with the file; the ledger could not be read. Open it again later; if that fails, call 12345.',
  },
});
