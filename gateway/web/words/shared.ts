/** Texts that every area shares: the frame, states of waiting, signing in. */
import { words } from './words.ts';

export const shared = words({
  cityShort: { zh: '无证城市', en: 'Certificate-free' },
  title: { zh: '{page} – 无证城市', en: '{page} – Certificate-free City' },
  titleFaulty: { zh: '出错：{title}', en: 'Error: {title}' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  large: { zh: '大字', en: 'Large' },
  larger: { zh: '再大些', en: 'Larger' },
  otherLanguage: { zh: 'English', en: '中文' },
  places: { zh: '主要页面', en: 'Main pages' },
  signedIn: { zh: '已登录：{name}', en: 'Signed in: {name}' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  signOutFailed: {
    zh: '没能退出，可能断网了。连上后再点一次。',
    en: 'You are still signed in: the network may be down. Try again once it is back.',
  },
  demonstration: {
    zh: '这是演示用的小城，人名和号码都是编的。',
    en: 'This is a demonstration town. Names and numbers are invented.',
  },

  needsPerson: { zh: '先登录，才能看到您的东西', en: 'Sign in to see what is yours' },
  needsPersonWhy: {
    zh: '这一页只给您本人看。不会登录也没关系，到任何窗口都能办。',
    en: 'This page is for your eyes only. If you cannot sign in, any counter serves you.',
  },
  needsStaff: { zh: '这一页给工作人员用', en: 'This page is for staff' },
  needsStaffWhy: {
    zh: '用您的工作账号登录。没有账号，请找本部门管理员。',
    en: 'Sign in with your work account. Without one, ask your department’s administrator.',
  },
  wrongRole: { zh: '您的账号用不了这一页', en: 'Your account cannot use this page' },
  wrongRoleWhy: {
    zh: '换一个有权限的账号登录，或请本部门管理员开通。',
    en: 'Sign in with an account that may, or ask your department’s administrator.',
  },

  aboutToEnd: { zh: '还在用吗？', en: 'Are you still here?' },
  aboutToEndWhy: {
    zh: '为了安全，{time} 会自动退出。点一下就能接着用，填的东西都在。',
    en: 'For safety you will be signed out at {time}. One press keeps you in; nothing you typed is lost.',
  },
  keepSession: { zh: '接着用', en: 'Keep me signed in' },
  sessionEnded: { zh: '已经退出了', en: 'You have been signed out' },
  sessionEndedWhy: {
    zh: '登录已经结束。页面上填的还在，重新登录后回到这一页接着用。',
    en: 'Nobody is signed in any more. What you typed is still on this page: sign in again, then come back to it.',
  },

  restarting: { zh: '后台在重启，您填的都在', en: 'Restarting; nothing is lost' },
  restartingIn: { zh: '，{s} 秒后自动接上', en: ', back in {s} seconds' },
  reconnecting: { zh: '正在重新连接', en: 'Reconnecting' },

  waitingFor: { zh: '正在取……一般 2 秒', en: 'Fetching … this usually takes 2 seconds' },
  waitingFrom: { zh: '正在向{who}取……一般 2 秒', en: 'Asking {who} … this usually takes 2 seconds' },
  waitingLong: {
    zh: '那边慢，您可以先坐会儿，取到了就显示在这里。',
    en: 'They are slow. You may sit down; it appears here once it has come.',
  },
  unreached: { zh: '现在连不上平台', en: 'The platform cannot be reached now' },
  unreachedNext: {
    zh: '您填的都在。等网络或平台恢复了再试一次；还不行，拨 12345。',
    en: 'Nothing you entered is lost. Try again once the network or the platform is back; if that fails, call 12345.',
  },
  offline: { zh: '没有网，照样能办', en: 'No network; you can still be served' },
  offlineNext: {
    zh: '出示打好的纸条，或直接到窗口，请人工办。',
    en: 'Show a printed slip, or go to a window and be served by a person.',
  },
  ourFault: { zh: '是我们的毛病，不是您的', en: 'Our fault, not yours' },
  ourFaultNext: {
    zh: '您填的没有丢。编号 {id}，窗口可以凭它接着办。',
    en: 'Nothing you entered is lost. Reference {id}; a counter can go on from it.',
  },
  list: {
    zh: (items: readonly string[]) => items.join('、'),
    en: (items: readonly string[]) => items.join(', '),
  },
  seeAll: { zh: '看全部 {n} 个', en: 'See all {n}' },
  tryAgain: { zh: '再试一次', en: 'Try again' },
  call12345: { zh: '拨 12345', en: 'Call 12345' },
  readToMe: { zh: '读给我听', en: 'Read it to me' },
  stopReading: { zh: '不读了', en: 'Stop reading' },
  faults: {
    zh: (count: number) => `有 ${count} 处要改`,
    en: (count: number) => (count === 1 ? 'One thing to mend' : `${count} things to mend`),
  },
  notFound: { zh: '没有这一页', en: 'There is no such page' },
  notFoundNext: {
    zh: '可能抄错了一个字。从首页重新找，或拨 12345 问。',
    en: 'The address may be mistyped. Start again from the first page, or call 12345.',
  },
  toStart: { zh: '回首页', en: 'To the start page' },
});
