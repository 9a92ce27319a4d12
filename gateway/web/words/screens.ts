/** Texts of a window's person-facing screens, as clerks look after them. */
import { words } from './words.ts';

export const screens = words({
  link: { zh: '副屏', en: 'Screens' },
  title: { zh: '给群众看的副屏', en: 'Screens that face the person' },
  what: {
    zh: '副屏让本人看到谁要看什么。两位同事核对过本人以后，本人可以在上面点头；除此以外它只显示。',
    en: 'It shows the person who wants to see what. Once two officers know who is there, the person agrees on it; otherwise it only shows.',
  },
  pair: { zh: '显示配对码', en: 'Show a pairing code' },
  pairAgain: { zh: '换一个配对码', en: 'Show another code' },
  pairing: { zh: '正在取……', en: 'Fetching …' },
  how: {
    zh: '在副屏上打开 {address}，输入这八位数字。{time} 前有效，用一次。',
    en: 'Open {address} on the screen and type these eight digits. Good until {time}, once.',
  },
  code: { zh: '配对码', en: 'Pairing code' },
  over: { zh: '配对码过时了，换一个。', en: 'The code is over; show another.' },
  list: { zh: '这个窗口的副屏', en: 'Screens of this window' },
  none: { zh: '还没有。配对一块，就会列在这里。', en: 'None yet. One that is paired is listed here.' },
  live: { zh: '在用', en: 'At work' },
  away: { zh: '没连上', en: 'Not connected' },
  since: { zh: '{date} {time} 由 {staff} 配对', en: 'Paired on {date} at {time} by {staff}' },
  end: { zh: '停用{name}', en: 'End {name}' },
  ending: { zh: '正在停用……', en: 'Ending …' },
  ended: { zh: '停用了，那块屏马上清空。', en: 'Ended; that screen is cleared at once.' },
});
