/** Texts of faces at the counter: asking for one, waiting for it, and people whom two officers compare by eye. */
import { words } from './words.ts';

export const face = words({
  way: { zh: '刷脸', en: 'Face' },
  what: {
    zh: '本人在对面的屏上说出号码后四位、出生月份，再看镜头。只有同意过刷脸的人能用。',
    en: 'On the screen the person says the last four digits and the month of birth, then looks at the camera. Only for those who consented to it.',
  },
  ask: { zh: '请本人看屏', en: 'Ask on the screen' },
  looking: { zh: '正在看能不能刷脸……', en: 'Looking whether a face can be taken …' },
  notForMatter: {
    zh: '这件事不能刷脸。别的办法都行，办的事一样多。',
    en: 'This matter takes no face. All other ways work and reach the same.',
  },
  off: {
    zh: '刷脸没有开启。别的办法都行，办的事一样多。',
    en: 'Face is switched off. All other ways work and reach the same.',
  },
  unavailable: {
    zh: '刷脸暂时用不了。请用别的办法，办的事一样多。',
    en: 'Face can’t be used just now. Use another way; they reach the same.',
  },
  unknown: {
    zh: '现在不知道能不能刷脸。请用别的办法。',
    en: 'Whether a face can be taken is not known now. Use another way.',
  },
  noScreen: {
    zh: '这个窗口的副屏没开。打开它，或配对一块：',
    en: 'No screen of this window is at work. Switch it on, or pair one: ',
  },
  toScreens: { zh: '去看副屏', en: 'see the screens' },
  pilotUncalibrated: {
    zh: '试点程序，未校准，总要加一样别的凭据。',
    en: 'Pilot, not calibrated: a second proof is always asked for.',
  },
  pilot: { zh: '试点程序，总要加一样别的凭据。', en: 'Pilot: a second proof is always asked for.' },
  uncalibrated: {
    zh: '还没有用本地的人校准过。',
    en: 'Not calibrated with people of this city yet.',
  },

  steps: { zh: '本人在对面的屏上做这三步', en: 'What the person does on the screen' },
  stepDigits: { zh: '按号码后四位', en: 'Enters the last four digits of their number' },
  stepMonth: { zh: '选出生月份', en: 'Picks the month of birth' },
  stepCamera: { zh: '看镜头，照屏上说的慢慢动', en: 'Looks at the camera and moves as it says' },
  recognised: {
    zh: '认出来了。看不看得到、同不同意，由本人在屏上定。',
    en: 'Recognised. Whether to agree is decided by the person, on the screen.',
  },
  guardian: {
    zh: '认出来的是孩子：监护人的手机上已经有一条，等监护人定。',
    en: 'It is a child: the guardian has been asked on their own phone and decides.',
  },
  otherWay: {
    zh: '认不出、不想刷脸都没关系，也不问原因：用旁边任何一个办法，这一次就停下。要用镜头扫码，先按“不等了”。',
    en: 'Not recognised, or rather not? Do not ask why: any other way beside this ends it. To scan a code with the camera press “Stop waiting” first.',
  },
});

export const faceChecks = words({
  link: { zh: '刷脸登记（{n}）', en: 'Face enrolments ({n})' },
  heading: { zh: '核对刷脸登记', en: 'Check face enrolments' },
  what: {
    zh: '有人登记了刷脸，证照上没有照片，或照片太老、认不准。本人先在副屏前刷一次脸，两名同事再看着本人和证件认一认，登记才能用。平台不留照片，也不给您看照片。',
    en: 'Somebody enrolled their face, and their certificate has no portrait or too old a one. The person shows their face before the screen, and two officers look at them and a document; only then does the enrolment count. No picture is kept or shown.',
  },
  begin: { zh: '发起核对', en: 'Begin a check' },
  number: { zh: '本人念的八位数字', en: 'Eight digits that the person reads out' },
  numberHint: {
    zh: '本人在手机上“出示我的码”里能看到。输满八位自动发起。',
    en: 'On their phone under “Show my code”. Sent by itself at eight digits.',
  },
  numberShort: { zh: '还差 {n} 位，请本人再念一遍', en: '{n} digits are missing; ask for them again' },
  keyNumber: { zh: '输八位数字', en: 'Type eight digits' },
  opened: {
    zh: '发起了。请本人看副屏；再请另一名同事在自己的电脑上打开这一页来认。',
    en: 'Begun. The person looks at the screen; another officer opens this page on their own computer.',
  },
  notWaiting: { zh: '这个人没有等核对的登记', en: 'No enrolment of this person waits for a check' },
  notWaitingNext: {
    zh: '可能还没登记，也可能已经能用。请本人在手机的“刷脸”页看一看。',
    en: 'They have not enrolled, or it counts already. They can see it on their phone’s page on faces.',
  },
  list: { zh: '等第二名同事认的', en: 'Waiting for a second officer' },
  none: { zh: '现在没有要认的', en: 'Nobody to look at now' },
  noneNext: { zh: '同事发起后会自动出现在这里。', en: 'A colleague’s check appears here by itself.' },
  by: {
    zh: '{officer} 在 {time} 发起，{until} 前有效',
    en: 'Begun by {officer} at {time}; until {until}',
  },
  own: { zh: '这是您自己发起的，要另一名同事来认', en: 'You began this one; a colleague has to look' },
  notShown: {
    zh: '等本人在副屏前刷脸。刷过了，这里才能按“是同一个人”。',
    en: 'Waiting for the person to show their face before the screen. Only then can it be said that they are the same.',
  },
  isShown: {
    zh: '刚才在副屏前刷脸的，就是登记的那张脸。',
    en: 'The face just shown before the screen is the one that was enrolled.',
  },
  look: {
    zh: '看着本人和证件：姓名、照片，都是同一个人吗？',
    en: 'Look at the person and the document: name and portrait, is it one and the same person?',
  },
  same: { zh: '是同一个人', en: 'The same person' },
  notSame: { zh: '不是同一个人', en: 'Somebody else' },
  sure: { zh: '真的不是 {name}？', en: 'It is really not {name}?' },
  sureWhat: {
    zh: '按下去，这份登记马上销毁，收不回来；登记的人会收到告知，上面有两位的工号。',
    en: 'The enrolment is destroyed at once and does not come back. Whoever enrolled is told, with both staff numbers.',
  },
  destroy: { zh: '不是，销毁登记', en: 'Somebody else; destroy it' },
  back: { zh: '再看看', en: 'Look again' },
  counts: { zh: '认好了，登记从现在起能用。', en: 'Done: the enrolment counts from now on.' },
  destroyed: {
    zh: '登记已经销毁，本人已收到告知。',
    en: 'The enrolment is destroyed, and its person is told.',
  },
});
