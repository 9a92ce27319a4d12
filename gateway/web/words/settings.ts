/** Texts of sessions, export and how pages are read. */
import { words } from './words.ts';

export const settings = words({
  title: { zh: '登录和设置', en: 'Sessions and settings' },
  sessions: { zh: '在哪儿登录着', en: 'Where you are signed in' },
  sessionsLead: {
    zh: '不认识的，点“退出这台”，马上就断开。',
    en: 'Sign out any device that you do not know; it is cut off at once.',
  },
  thisOne: { zh: '就是这台', en: 'This one' },
  since: { zh: '{date} {time} 登录', en: 'Signed in {date} {time}' },
  usedAt: { zh: '最近用过：{date} {time}', en: 'Last used: {date} {time}' },
  endsAt: { zh: '{date} {time} 自动退出', en: 'Signs out by itself: {date} {time}' },
  endOf: { zh: '退出这台：{device}', en: 'Sign out there: {device}' },
  ending: { zh: '正在退出……', en: 'Signing out …' },
  ended: { zh: '已经退出那台。', en: 'You are signed out there.' },

  reading: { zh: '怎么看着舒服', en: 'How pages read' },
  language: { zh: '语言', en: 'Language' },
  chinese: { zh: '中文', en: '中文' },
  english: { zh: 'English', en: 'English' },
  size: { zh: '字的大小', en: 'Size of letters' },
  sizeOff: { zh: '平常', en: 'Usual' },
  sizeOn: { zh: '大字', en: 'Large' },
  sizeMax: { zh: '再大些', en: 'Larger' },
  kept: {
    zh: '这台设备和您的账号都会记住。',
    en: 'Remembered on this device and with your account.',
  },

  export: { zh: '带走我的资料', en: 'Take my data along' },
  exportLead: {
    zh: '平台上存着的您的东西，全部装进一个文件：证照和内容、记录、委托、您说过的话。里面有敏感信息，别放在公用电脑上。导出一次也留一笔记录。',
    en: 'Everything kept of you in one file: certificates with their content, records, mandates, what you told us. It holds sensitive data: do not leave it on a shared computer. Exporting leaves a record too.',
  },
  exportAll: { zh: '导出我的全部资料', en: 'Export everything of mine' },

  contact: { zh: '找人帮忙', en: 'Get help' },
  contactLead: {
    zh: '拨 12345，或到任何一个窗口，有人帮您。姓名、号码有变，找签发证照的部门改。',
    en: 'Call 12345 or go to any counter. For a change of name or number ask the department that issued the certificate.',
  },
});
