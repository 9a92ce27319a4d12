/** Texts of the page that shows a person's code. */
import { words } from './words.ts';

export const code = words({
  title: { zh: '给窗口看这个', en: 'Show this at the counter' },
  qr: { zh: '扫这个码', en: 'Scan this code' },
  qrAlt: {
    zh: '出示用的二维码，内容是一次性的地址，不含资料',
    en: 'QR code to show: a one-time address without any data',
  },
  orDigits: { zh: '念这八位数字也行', en: 'Or say these eight digits' },
  digits: { zh: '念这八位数字', en: 'Say these eight digits' },
  lifeOf: { zh: '这个码还能用多久', en: 'How long this code still works' },
  left: { zh: '还能用 {s} 秒，到时自动换新的', en: '{s} seconds left, then a new one comes' },
  renewing: { zh: '正在换新的……', en: 'A new one is coming …' },
  digitsNow: { zh: '新的数字：{digits}', en: 'New digits: {digits}' },
  readDigits: { zh: '请念给窗口听：{digits}', en: 'Say to the counter: {digits}' },
  data: {
    zh: '码里没有您的资料。窗口扫了以后，您的手机会问您同不同意。',
    en: 'The code holds none of your data. After it is scanned, your phone asks whether you agree.',
  },
  stale: { zh: '连不上，这个码先别用', en: 'No connection: do not use this code' },
  staleNext: {
    zh: '正在自己重试，连上就换新的。不想等：出示打好的纸条，或请窗口人工办。',
    en: 'Trying again by itself; a new one comes once it works. Rather not wait? Show a slip, or have a person at the window help.',
  },
  others: { zh: '换个办法，一样能办', en: 'Another way, same services' },
  scan: { zh: '我来扫窗口的码', en: 'I scan the counter’s code' },
  slip: { zh: '打一张纸条带去', en: 'Print a slip to take along' },
  family: { zh: '请家人替我办', en: 'Have family act for me' },
  face: { zh: '刷脸（要先开通）', en: 'Use my face (agree first)' },
  officers: {
    zh: '什么都没带？请窗口两位工作人员核对',
    en: 'Nothing with you? Two officers at the window can help',
  },
});
