/** Texts of the screen that faces the person at a window; what a request says is in requests.ts. */
import { words } from './words.ts';

export const facing = words({
  area: { zh: '您的屏幕', en: 'Your screen' },
  heading: { zh: '请看这里', en: 'Look here' },

  pairing: { zh: '这块屏还没有窗口', en: 'This screen has no window yet' },
  pairingHow: {
    zh: '窗口人员在“窗口 → 副屏”里点“显示配对码”，把那八位数字输在这里，一次就好。',
    en: 'A clerk opens “Counter → Screens” at their own desk, chooses “Show a pairing code”, and types its eight digits here, once.',
  },
  ended: {
    zh: '这块屏已经停用了，上面没有留任何人的资料。要再用，重新配对。',
    en: 'This screen was ended. Nothing of anybody is left on it. Pair it again to use it.',
  },
  code: { zh: '八位配对码', en: 'Pairing code, eight digits' },
  codeHint: { zh: '五分钟内有效，用一次', en: 'Good for five minutes, once' },
  codeWrong: {
    zh: '要八位数字，再看一眼窗口的屏幕',
    en: 'Eight digits are needed; look at the clerk’s screen again',
  },
  name: { zh: '给这块屏起个名', en: 'A name for this screen' },
  nameHint: { zh: '不填也行，列表里好认', en: 'May stay empty; it helps in the list' },
  defaultName: { zh: '副屏', en: 'Person-facing screen' },
  pair: { zh: '配对', en: 'Pair' },
  pairingNow: { zh: '正在配对……', en: 'Pairing …' },
  unreached: { zh: '没连上', en: 'The gateway was not reached' },
  unreachedNext: {
    zh: '看看网线或无线网。输的还在，连上后再点一次。',
    en: 'Check the network. What you typed is still here: press again once it is back.',
  },
  insecure: {
    zh: '这个地址不安全（没有 https），不能当副屏。请管理员换成 https 的地址。',
    en: 'This address is not secure (no https), so it cannot be a screen. Ask the administrator for an https address.',
  },

  idle: { zh: '您好，请稍坐', en: 'Welcome' },
  idleWhat: {
    zh: '窗口要看您的什么，会先显示在这里。没有您同意，谁也看不到您的资料。',
    en: 'What the window wants to see of you appears here first. Nobody sees your data without your consent.',
  },
  keepsNothing: {
    zh: '办完就清空，这块屏不留您的资料。',
    en: 'It is cleared afterwards: nothing of you stays on it.',
  },
  connecting: { zh: '稍候，正在连接', en: 'One moment, connecting' },
  connectingNext: {
    zh: '一直连不上，请告诉窗口人员。现在也可以换个办法：出示证件，由窗口人工办。',
    en: 'If it takes long, tell the clerk. You can also go on with your papers at the window.',
  },

  scan: { zh: '用手机扫一扫', en: 'Scan this with your phone' },
  codeToScan: { zh: '窗口的码，用手机扫', en: 'The counter’s code, to be scanned with a phone' },
  pick: { zh: '手机上选这个数', en: 'Pick this number on your phone' },
  onPhone: { zh: '请在您的手机上看，再定', en: 'Look at your phone, and decide there' },
  onPhoneWhat: {
    zh: '您的手机上会问同不同意。在手机上点“同意”或“不同意”。',
    en: 'Your phone asks whether you agree. Choose I agree, or I do not agree, on your phone.',
  },
  officers: { zh: '两位工作人员正在核对', en: 'Two officers are checking' },
  officersWhat: {
    zh: '两位都核对完，您再在这里点“同意”或“不同意”。',
    en: 'When both are done, you choose I agree, or I do not agree, here.',
  },
  guardian: { zh: '认出孩子了，等监护人点头', en: 'The child was recognised; a guardian agrees' },
  guardianWhat: {
    zh: '不满 14 岁，由监护人在自己的手机上看，再定。',
    en: 'Under 14 a guardian looks at their own phone and decides there.',
  },
  slipWhat: {
    zh: '您的纸条收到了，不用再做什么。',
    en: 'Your slip was received. There is nothing more to do.',
  },
  onlyShows: {
    zh: '这块屏只是给您看。手机没带？告诉窗口人员，还有别的办法。',
    en: 'This screen only shows. No phone with you? Tell the clerk, there are other ways.',
  },
  isYou: { zh: '您是', en: 'You are' },
  notYou: {
    zh: '不是您？点“不同意”，告诉窗口人员。',
    en: 'Not you? Choose “I do not agree”, and tell the clerk.',
  },
  readAloud: {
    zh: '{heading}。{department}，{window}，想看您的 {fields}，用来办{matter}。',
    en: '{heading}. {department}, {window}, wants to see your {fields}, for {matter}.',
  },
  back: { zh: '回去', en: 'Go back' },
  stillThere: { zh: '您还在吗？30 秒后清空。', en: 'Still there? Clearing in 30 seconds.' },
  iAmHere: { zh: '我还在', en: 'I am here' },
  clear: { zh: '看完了，清空', en: 'I have read it; clear' },
});
