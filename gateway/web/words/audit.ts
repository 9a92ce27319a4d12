/** Texts of the audit pages: the frame, the whole audit, and what stands on the ledger. */
import { words } from './words.ts';

export const audit = words({
  area: { zh: '查验', en: 'Audit' },
  forAll: { zh: '谁都可以看，不用登录', en: 'Open to anyone, no sign-in' },
  ledgerLink: { zh: '账本', en: 'Ledger' },
  checkLink: { zh: '验一份文件', en: 'Check a file' },
  accreditationsLink: { zh: '签发资格', en: 'Accreditations' },
  eventsLink: { zh: '发生过的', en: 'Events' },
  figuresLink: { zh: '数字', en: 'Figures' },

  ledger: { zh: '账本和平台对得上吗？', en: 'Do the ledger and the platform agree?' },
  agrees: { zh: '账本和平台对得上', en: 'The ledger and the platform agree' },
  differs: { zh: '账本和平台对不上：{where}', en: 'The ledger and the platform differ: {where}' },
  running: { zh: '正在核对账本和平台', en: 'Comparing ledger and platform' },
  stopped: { zh: '停下了，还不知道对不对得上', en: 'Stopped; whether they agree is not known' },
  interrupted: {
    zh: '上次没核完就离开了页面，还不知道对不对得上',
    en: 'You left before it was finished; whether they agree is not known',
  },
  away: { zh: '平台断开了，等它回来接着核', en: 'The platform is away; this goes on once it is back' },
  awayNext: {
    zh: '核过的都记着，连上以后从断的地方自动接着核。不想等就停下。',
    en: 'Nothing is lost: once connected it carries on from where it was. Stop it if you would rather not wait.',
  },
  unread: { zh: '没核完：账本或平台现在读不了', en: 'Not finished: ledger or platform cannot be read now' },
  unreadNext: {
    zh: '不是发现了问题，是没读到。过一会儿再核；还读不到，拨 12345。',
    en: 'Nothing wrong was found; it could not be read. Try again later; if that fails, call 12345.',
  },
  whatItDoes: {
    zh: '每一笔都在您自己的电脑里重算：从账本重建十本日志，和平台给出的一笔一笔对。不用相信我们。',
    en: 'Every entry is computed again on your own computer: the logs are rebuilt from the ledger and compared with what the platform shows. You need not trust us.',
  },
  lastRun: {
    zh: (when: string, leaves: string, seconds: string, findings: number) =>
      `上次核对：${when}，在您的浏览器里，${leaves} 笔，用时 ${seconds} 秒，${findings === 0 ? '没有发现问题' : `发现 ${findings} 处问题`}。`,
    en: (when: string, leaves: string, seconds: string, findings: number) =>
      `Last compared ${when} in your browser: ${leaves} entries in ${seconds} seconds, ${findings === 0 ? 'nothing wrong' : findings === 1 ? 'one thing wrong' : `${findings} things wrong`}.`,
  },
  run: { zh: '从头核一遍', en: 'Compare everything' },
  runAgain: { zh: '再核一遍', en: 'Compare again' },
  runBusy: { zh: '正在核对', en: 'Comparing' },
  stop: { zh: '停下', en: 'Stop' },
  progress: { zh: '核对进度', en: 'Progress' },
  reading: { zh: '正在读账本', en: 'Reading the ledger' },
  progressText: {
    zh: '已核对 {done} / {total} 笔',
    en: '{done} of {total} entries compared',
  },
  progressLeft: {
    zh: (seconds: number) => `，还要约 ${seconds} 秒`,
    en: (seconds: number) => `, about ${seconds === 1 ? '1 second' : `${seconds} seconds`} left`,
  },
  mayLeave: {
    zh: '可以去看别的页面；关掉就停，不影响账本。',
    en: 'Closing the page stops the comparison; the ledger is not affected.',
  },
  byTrustFile: { zh: '按您给的信任文件核对。', en: 'By the trust file that you chose.' },
  firstUse: {
    zh: '哪一本是账本，是平台说的。您手里有信任文件，先到“验一份文件”里打开它，再核更可靠。',
    en: 'Which ledger this is, is the platform’s word. If you have a trust file, open it under “Check a file” first.',
  },
  ownWay: { zh: '不想经过平台？自己读账本', en: 'Read the ledger without the platform' },
  ownWayWhat: {
    zh: '这个网页和它问账本的路，都由平台给出。一点也不想靠平台，就在您自己的电脑上，用您自己的账本节点核（下载这个项目的代码，装好后运行）。没有自己的节点，就先填 {gateway}/ledger：',
    en: 'This page, and the way it asks the ledger, come from the platform. To rely on neither, get this project’s code and compare on your own computer, through your own node of the ledger ({gateway}/ledger if you have none):',
  },
  ownWayCommand: {
    zh: 'npm run audit -- --ledger <您的账本节点> --gateway {gateway} --trust <信任文件>',
    en: 'npm run audit -- --ledger <your node of the ledger> --gateway {gateway} --trust <trust file>',
  },
  findings: {
    zh: (count: number) => `发现 ${count} 处问题`,
    en: (count: number) => (count === 1 ? 'One thing is wrong' : `${count} things are wrong`),
  },
  inPlaces: { zh: '（{n} 处）', en: '({n} places)' },
  next: { zh: '接下来：', en: 'What to do: ' },
  saveReport: { zh: '存下核对结果', en: 'Save the results' },
  lookedAt: {
    zh: (count: number) => `看过的 ${count} 项`,
    en: (count: number) => (count === 1 ? 'One thing looked at' : `All ${count} things looked at`),
  },
  what: { zh: '看了什么', en: 'What' },
  result: { zh: '结果', en: 'Result' },
  detail: { zh: '细节', en: 'Detail' },
  holds: { zh: '对得上', en: 'Agrees' },
  fails: { zh: '对不上', en: 'Differs' },

  logs: { zh: '十本日志', en: 'The logs' },
  logsWhat: {
    zh: '九个部门各一本签发日志，另一本记谁看了什么。里面没有任何人的资料。',
    en: 'One log of what was issued for each department, and one of who looked at what. Nobody’s data are in them.',
  },
  log: { zh: '日志', en: 'Log' },
  accessLog: { zh: '查看日志', en: 'Log of uses' },
  entries: { zh: '笔数', en: 'Entries' },
  root: { zh: '根', en: 'Root' },
  head: { zh: '检查点', en: 'Checkpoint' },
  headLink: { zh: '打开', en: 'Open' },
  headOf: { zh: '：{log}的检查点', en: ': checkpoint of {log}' },
  againstLedger: { zh: '与账本', en: 'Ledger' },
  empty: { zh: '空', en: 'Empty' },
  usesNothing: { zh: '还没有人查看', en: 'No uses yet' },
  issuesNothing: { zh: '还没有签发过', en: 'Nothing issued yet' },
  logAgrees: { zh: '一致', en: 'Agrees' },
  logBehind: { zh: '刚有新的，平台还没跟上', en: 'Just grew; the platform follows' },
  logDiffers: { zh: '不一致', en: 'Differs' },
  ledgerOf: { zh: '账本', en: 'the ledger' },

  recent: { zh: '刚刚发生', en: 'Latest events' },
  allEvents: { zh: '看更早的', en: 'See all events' },
  events: { zh: '账本上发生过的', en: 'What happened on the ledger' },
  eventsWhat: { zh: '最新的在最上面，直接读自账本。', en: 'Newest first, read from the ledger itself.' },
  noEvents: { zh: '账本上还什么都没有', en: 'Nothing is on the ledger yet' },
  noEventsNext: { zh: '有了会列在这里。', en: 'It will be listed here.' },
  earlier: { zh: '再往前看', en: 'Earlier ones' },
  only: { zh: '只看', en: 'Show' },
  onlyAll: { zh: '全部', en: 'Everything' },
  onlyBatches: { zh: '封存的批次', en: 'Batches' },
  onlyStatus: { zh: '状态变更', en: 'Changes of status' },
  onlyAccreditations: { zh: '资格和钥匙', en: 'Accreditations and keys' },
  eventAt: { zh: '{time} · 第 {block} 块', en: '{time} · block {block}' },
  sealedAccess: {
    zh: (count: string) => `查看日志封了 ${count} 笔`,
    en: (count: string) => `${count} ${count === '1' ? 'use was' : 'uses were'} sealed`,
  },
  sealedIssued: {
    zh: (department: string, count: string) => `${department}封了 ${count} 笔签发`,
    en: (department: string, count: string) =>
      `${department} sealed ${count} ${count === '1' ? 'entry' : 'entries'}`,
  },
  places: {
    zh: (from: string, to: string) => (from === to ? `第 ${from} 笔` : `第 ${from}–${to} 笔`),
    en: (from: string, to: string) => (from === to ? `entry ${from}` : `entries ${from}–${to}`),
  },
  statusChanged: {
    zh: (department: string, count: string) => `${department}改了 ${count} 张的状态`,
    en: (department: string, count: string) =>
      `${department} changed ${count} ${count === '1' ? 'status' : 'statuses'}`,
  },
  statusParts: {
    zh: (valid: number, revoked: number, suspended: number) =>
      [
        ...(valid === 0 ? [] : [`${valid} 张恢复`]),
        ...(revoked === 0 ? [] : [`${revoked} 张作废`]),
        ...(suspended === 0 ? [] : [`${suspended} 张暂停`]),
      ].join('，'),
    en: (valid: number, revoked: number, suspended: number) =>
      [
        ...(valid === 0 ? [] : [`${valid} restored`]),
        ...(revoked === 0 ? [] : [`${revoked} revoked`]),
        ...(suspended === 0 ? [] : [`${suspended} paused`]),
      ].join(', '),
  },
  statusList: { zh: '列表 {list}', en: 'list {list}' },
  keyStarted: { zh: '{department}可签发：{type}', en: '{department} may issue: {type}' },
  keyFrom: { zh: '钥匙 {kid}，第 {from} 笔起', en: 'key {kid}, from entry {from}' },
  keyEnded: { zh: '{department}停用了一把钥匙', en: '{department} ended a key' },
  keyTo: { zh: '钥匙 {kid}，到第 {to} 笔为止', en: 'key {kid}, up to entry {to}' },
  ownerChanged: { zh: '{log}登记了记账账号', en: 'An account was registered for {log}' },
  accountChanged: { zh: '{department}登记了账号', en: '{department} registered its account' },
  suspended: { zh: '{department}暂停签发', en: '{department} was suspended' },
  reinstated: { zh: '{department}恢复签发', en: '{department} was reinstated' },
  checkpointKey: { zh: '{log}有了新的检查点钥匙', en: '{log} has a new checkpoint key' },
  registrations: { zh: '登记的事项更新了', en: 'Registered matters were published' },

  accreditations: { zh: '谁能签发什么', en: 'Who may issue what' },
  accreditationsWhat: {
    zh: '直接读自账本：哪个部门的哪把钥匙，从第几笔到第几笔，能签哪种证照。',
    en: 'Read from the ledger itself: which key of which department may sign which type, from and to which entry.',
  },
  department: { zh: '部门', en: 'Department' },
  departmentActive: { zh: '能签发', en: 'May issue' },
  departmentSuspended: { zh: '暂停中', en: 'Suspended' },
  account: { zh: '账号 {account}', en: 'Account {account}' },
  key: { zh: '钥匙', en: 'Key' },
  type: { zh: '证照', en: 'Certificate' },
  from: { zh: '从第几笔', en: 'From entry' },
  to: { zh: '到第几笔', en: 'To entry' },
  stillOpen: { zh: '还在用', en: 'still in force' },
  noKeys: { zh: '不签发证照', en: 'Issues no certificates' },
});
