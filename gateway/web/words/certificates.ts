/** Texts of the pages about one's own certificates. */
import { words } from './words.ts';

export const certificates = words({
  title: { zh: '我的证照', en: 'My certificates' },
  theirs: { zh: '对方的证照', en: 'Certificates of the person you act for' },
  theirsLead: {
    zh: (count: number) => `这里有 ${count} 张。您看一次，也给对方留一笔记录。`,
    en: (count: number) =>
      `There ${count === 1 ? 'is one' : `are ${count}`}. Each look of yours leaves a record with them.`,
  },
  greeting: { zh: '{name}，您好', en: 'Hello, {name}' },
  lead: {
    zh: (count: number) => `您有 ${count} 张证照，都锁在保险库里。没有您点头，谁也打不开。`,
    en: (count: number) =>
      `Your ${count === 1 ? 'certificate is' : `${count} certificates are`} locked in a vault. Without your yes, nobody can open ${count === 1 ? 'it' : 'them'}.`,
  },
  vault: { zh: '保险库', en: 'the vault' },
  none: { zh: '还没有您的证照', en: 'There are no certificates of yours yet' },
  noneNext: {
    zh: '部门签发了就会出现在这里。手里有纸质件，窗口照样收；少了哪张，拨 12345 请签发部门补登。',
    en: 'They appear here once a department issues them. Counters accept your papers as before; call 12345 where one is missing.',
  },
  showCode: { zh: '出示我的码', en: 'Show my code' },
  showCodeWhat: { zh: '给窗口看，或念八位数字', en: 'Show it at the counter, or say eight digits' },
  sayDigits: { zh: '念八位数字', en: 'Say eight digits' },
  sayDigitsWhat: { zh: '窗口问您要证照时，念给他听', en: 'When a counter asks for papers, say them' },
  scan: { zh: '扫窗口的码', en: 'Scan the counter’s code' },
  help: { zh: '找人帮忙', en: 'Get help' },
  helpWhat: { zh: '拨 12345，或请家人代办', en: 'Call 12345, or have family act for you' },

  attention: { zh: '要留意', en: 'Needs care' },
  valid: { zh: (count: number) => `有效的 ${count} 张`, en: (count: number) => `${count} valid` },
  others: { zh: '用不了的', en: 'Not usable now' },
  toIt: { zh: '看这张证照', en: 'Look at it' },

  statusValid: { zh: '有效', en: 'Valid' },
  statusExpiresSoon: { zh: '快到期', en: 'Expires soon' },
  statusExpired: { zh: '已到期', en: 'Expired' },
  statusSuspended: { zh: '暂停中', en: 'Paused' },
  statusRevoked: { zh: '已作废', en: 'Revoked' },
  statusUpdating: { zh: '更新中', en: 'Updating' },

  expiresSoon: { zh: '{type}快到期了', en: '{type} expires soon' },
  expiresSoonText: {
    zh: '{date}到期，还有 {days} 天，现在照常能用。',
    en: 'It ends on {date}, in {days} days. Until then it works as usual.',
  },
  expired: { zh: '{type}过期了', en: '{type} has expired' },
  expiredText: {
    zh: '{date}到期。可以当场换，也可以先办要办的事、后补。',
    en: 'It ended on {date}. Renew it at any counter, or go on with your matter and bring it later.',
  },
  suspended: { zh: '{type}暂停中', en: '{type} is paused' },
  suspendedText: {
    zh: '找到了就解挂，真丢了一起补办。今天要办的事照样受理。',
    en: 'Lift the pause if it was found, or replace it if it is lost. What you came for is accepted all the same.',
  },
  revoked: { zh: '{type}已作废', en: '{type} was revoked' },
  revokedText: {
    zh: '问签发部门为什么：{issuer}，拨 12345 转。不服可以申请复议。',
    en: 'Ask the issuer why: {issuer}, by way of 12345. You may appeal.',
  },
  updating: { zh: '{type}更新中', en: '{type} is being updated' },
  updatingText: {
    zh: '刚签发，正在封存，一般几秒就好，您什么都不用做。',
    en: 'Just issued and being sealed. It takes seconds; there is nothing for you to do.',
  },

  until: { zh: '{date}到期', en: 'until {date}' },
  noEnd: { zh: '长期有效', en: 'no end' },
  noNumber: { zh: '编号看里面', en: 'number inside' },

  family: { zh: '家人', en: 'Family' },
  familyMany: {
    zh: (names: readonly string[]) => `您可以替 ${names.length} 位办：${names.join('、')}`,
    en: (names: readonly string[]) => `You may act for ${names.length}: ${names.join(', ')}`,
  },
  familyNone: { zh: '可以请家人替您办，也可以替家人办。', en: 'Family can act for you, and you for them.' },
  familyGo: { zh: '替家人办', en: 'Act for family' },
  childNote: {
    zh: '您未满 14 岁：别人要看您的资料，要由父母（监护人）点头。',
    en: 'You are under fourteen: a parent or guardian says yes to others who want to see your data.',
  },
  call: { zh: '拨 12345', en: 'Call 12345' },
  wrong: { zh: '少了一张，或内容不对？告诉我们', en: 'Something missing or wrong? Tell us' },
  wrongMissing: {
    zh: '少了一张：拨 12345，请签发部门补登；手里的纸质件窗口照收。',
    en: 'One is missing: call 12345 and the issuer looks for it. Counters accept your paper meanwhile.',
  },
  wrongContent: {
    zh: '内容不对：打开那张证照，点“内容不对”，签发部门要回答您。',
    en: 'Something in one is wrong: open it and choose “Something is wrong”. The issuer has to answer you.',
  },
  slips: { zh: '打一张纸条', en: 'Make a slip' },
  settings: { zh: '登录和设置', en: 'Sessions and settings' },

  oneTitle: { zh: '一张证照', en: 'One certificate' },
  notYours: { zh: '没有这张证照', en: 'There is no such certificate' },
  notYoursNext: {
    zh: '可能换了新的。回到“我的证照”，找新的那张。',
    en: 'It may have been replaced. Go back to your certificates and find the new one.',
  },
  drawn: { zh: '示意图，不是原件', en: 'A drawing, not the original' },
  issuer: { zh: '签发部门', en: 'Issued by' },
  number: { zh: '编号', en: 'Number' },
  issuedOn: { zh: '签发日期', en: 'Issued on' },
  validFrom: { zh: '生效日期', en: 'Valid from' },
  endsOn: { zh: '有效期至', en: 'Valid until' },
  content: { zh: '里面写了什么', en: 'What it says' },
  contentLead: {
    zh: '只给您看。每看一次也留一笔记录。',
    en: 'For your eyes only. Each look leaves a record, your own too.',
  },
  plainFields: { zh: '一般内容', en: 'Plain facts' },
  sensitiveFields: { zh: '敏感内容', en: 'Sensitive facts' },
  highlySensitiveFields: { zh: '特别敏感的内容', en: 'Highly sensitive facts' },
  showGroup: {
    zh: (group: string) => `显示${group}`,
    en: (group: string) => `Show ${group.toLowerCase()}`,
  },
  hideGroup: {
    zh: (group: string) => `遮住${group}`,
    en: (group: string) => `Hide ${group.toLowerCase()}`,
  },
  shownGroup: {
    zh: '{group}显示出来了，30 秒后自动遮住',
    en: '{group}: shown, hidden again after 30 seconds',
  },

  history: { zh: '这张证照的经过', en: 'What happened to it' },
  issued: { zh: '签发', en: 'Issued' },
  replaced: { zh: '换成新的', en: 'Replaced by a new one' },
  suspendedThen: { zh: '暂停', en: 'Paused' },
  reinstated: { zh: '恢复', en: 'Reinstated' },
  revokedThen: { zh: '作废', en: 'Revoked' },
  transferred: { zh: '转到正确的人名下', en: 'Moved to the right person' },
  because: { zh: '原因：{reason}', en: 'Reason: {reason}' },
  uses: { zh: '在哪儿用过', en: 'Where it was used' },
  usesNone: { zh: '最近没有人看过。', en: 'Nobody looked at it lately.' },
  usesOwn: { zh: '您自己看的', en: 'You looked yourself' },
  usedBy: { zh: '{who}看过', en: '{who} saw it' },
  usedNot: { zh: '{who}想看，没看成', en: '{who} wanted to see it, but did not' },
  allRecords: { zh: '看全部记录', en: 'See all records' },

  report: { zh: '内容不对', en: 'Something is wrong' },
  reportLead: {
    zh: '写下哪里不对、应该是什么。{issuer}要回答您，答复在“记录”里看。',
    en: 'Say what is wrong and what it should be. {issuer} has to answer you; you find the answer under “Records”.',
  },
  reportLabel: { zh: '哪里不对', en: 'What is wrong' },
  reportHint: {
    zh: '不用写证件号码。最多 1000 字。',
    en: 'Leave out identity numbers. At most 1,000 characters.',
  },
  reportEmpty: { zh: '写几个字，说说哪里不对', en: 'Say in a few words what is wrong' },
  reportSend: { zh: '交给签发部门', en: 'Send it to the issuer' },
  reportSending: { zh: '正在交……', en: 'Sending …' },
  reportDone: {
    zh: '交了。签发部门会答复。急着办事，窗口先按您手里的材料办。',
    en: 'Sent; the issuer will answer. Meanwhile counters go by the papers that you bring.',
  },
});
