/** Texts of the counter's frame: windows, steps and keys; and of choosing a matter. */
import { words } from './words.ts';

export const counter = words({
  area: { zh: '窗口', en: 'Counter' },

  windowHeading: { zh: '您在哪个窗口？', en: 'Which window are you at?' },
  windowWhy: {
    zh: '选一次就记在这台电脑上。换了窗口，在最上面改。',
    en: 'Chosen once and kept on this computer. If you move, change it at the top.',
  },
  noWindows: { zh: '您的账号还没有窗口', en: 'Your account has no window yet' },
  noWindowsNext: {
    zh: '请本部门管理员给您开通窗口。',
    en: 'Ask your department’s administrator for one.',
  },
  changeWindow: { zh: '换窗口', en: 'Change window' },
  trustNow: { zh: '在线，信任数据 {age}前更新', en: 'Online; trust data {age} old' },
  trustUnknown: { zh: '信任数据还没取到', en: 'No trust data yet' },
  trustOffline: { zh: '没有网，信任数据是 {age}前的', en: 'No network; trust data {age} old' },
  seconds: { zh: (n: number) => `${n} 秒`, en: (n: number) => (n === 1 ? '1 second' : `${n} seconds`) },
  minutes: { zh: (n: number) => `${n} 分钟`, en: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`) },
  hours: { zh: (n: number) => `${n} 小时`, en: (n: number) => (n === 1 ? '1 hour' : `${n} hours`) },

  steps: { zh: '三步', en: 'Three steps' },
  stepMatter: { zh: '选事项', en: 'Choose the matter' },
  stepAsk: { zh: '请本人点头', en: 'Get the yes' },
  stepProof: { zh: '看证明', en: 'See the proof' },
  stepDone: { zh: '（已完成）', en: ' (done)' },

  keys: { zh: '快捷键', en: 'Keys' },
  keysHeading: { zh: '这一页的快捷键', en: 'Keys on this page' },
  keysClose: { zh: '关上', en: 'Close' },
  keyHelp: { zh: '看这张表', en: 'Show this list' },
  keyUpDown: { zh: '在找到的事项里上下选', en: 'Move among the matters found' },
  keyEnterMatter: { zh: '选中这一件；再按一次到下一步', en: 'Choose it; once more for the next step' },
  keyEscape: { zh: '清空', en: 'Clear' },
  keyScanner: {
    zh: '扫码枪随时能扫，不用点哪里',
    en: 'A scanner works at any time, with the focus anywhere',
  },
  keyWedge: { zh: '扫码枪', en: 'Scanner' },

  enter: { zh: 'Enter', en: 'Enter' },
  escape: { zh: 'Esc', en: 'Esc' },
  print: { zh: 'Ctrl P', en: 'Ctrl P' },

  matter: { zh: '办什么事？', en: 'Which matter?' },
  search: { zh: '事项名、拼音、首字母或编码', en: 'Name, pinyin, initials or code' },
  found: { zh: (n: number) => `找到 ${n} 件`, en: (n: number) => `${n} found` },
  frequent: { zh: '这里常办的', en: 'Often asked for here' },
  noMatter: {
    zh: '本部门没有“{q}”。换个说法；别的部门的事，请本人到他们的窗口。',
    en: 'Your department has no “{q}”. Try other words; for another department’s matters, send the person to its window.',
  },
  certificates: { zh: (n: number) => `查 ${n} 样证照`, en: (n: number) => `${n} certificates` },
  typing: { zh: '选，', en: 'choose, ' },
  typingEnter: { zh: '下一步，', en: 'next step, ' },
  typingEscape: { zh: '清空', en: 'clear' },
  seen: { zh: '这件事会查什么', en: 'What will be seen' },
  seenOnly: {
    zh: (n: number) => `只查这 ${n} 项，多一项系统也不给。`,
    en: (n: number) => `Only these ${n} facts; the system gives none beyond them.`,
  },
  seenNothing: {
    zh: '这件事不查证照，直接办。',
    en: 'No certificate is needed for this matter; go ahead.',
  },
  chooseFirst: { zh: '先选一件事，这里就列出会查什么。', en: 'Choose a matter to see what it asks for.' },
  holds: { zh: '有这些情况才多查', en: 'Asked for only where it holds' },
  because: { zh: '因为：{why}', en: 'Because: {why}' },
  noOriginals: {
    zh: (n: number) => `这 ${n} 样不能再向群众要原件或复印件。`,
    en: (n: number) => `Do not ask for originals or copies of these ${n}.`,
  },
  nextAsk: { zh: '下一步：请本人点头', en: 'Next: get the yes' },
  of: { zh: '{role}的', en: 'Of the {role}' },
  accepted: {
    zh: '受理好了。这台电脑不再留那些内容。',
    en: 'Accepted. Nothing of it stays on this computer.',
  },
  byPapers: {
    zh: '按本人的材料办。材料上标“人工核对”。',
    en: 'Go by the person’s papers, and mark them “checked by hand”.',
  },
});
