/** Texts of the screen before which somebody shows their face; the camera's own are in face.ts. */
import { words } from './words.ts';

export const facingFace = words({
  digits: { zh: '身份号码后四位', en: 'Last four of your number' },
  digitsWhat: {
    zh: '输您自己的。输完看一眼镜头，认出来才会显示名字。',
    en: 'Enter your own. Then look at the camera; no name is shown before you are recognised.',
  },
  keys: { zh: '数字键', en: 'Number pad' },
  erase: { zh: '删一个', en: 'Delete' },
  next: { zh: '下一步', en: 'Next' },
  fourNeeded: { zh: '要四位，最后一位可能是 X', en: 'Four are needed; the last may be an X' },
  month: { zh: '您几月出生？', en: 'In which month were you born?' },
  monthWhat: { zh: '按身份证上的月份选', en: 'Choose the month that is on your identity card' },
  monthOf: {
    zh: (month: number) => `${month} 月`,
    en: (month: number) =>
      new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1)),
  },
  back: { zh: '重新输入', en: 'Enter it again' },
  unavailable: { zh: '刷脸现在用不了', en: 'Face cannot be used just now' },
  unavailableNext: {
    zh: '用下面的办法，一样能办。告诉窗口人员就好。',
    en: 'Use a way below: the services are the same. Just tell the clerk.',
  },
  check: { zh: '核对您登记的脸', en: 'The face that you enrolled' },
  checkWhat: {
    zh: '请登记的人自己看镜头，照屏上说的慢慢动。工作人员在旁边看着。',
    en: 'Whoever enrolled looks at the camera and moves as it says. The officers stand by.',
  },
  checkWithout: {
    zh: '不想刷脸也没关系：告诉窗口人员，别的办法办的事一样多。',
    en: 'Rather not? Tell the clerk; the other ways reach the same services.',
  },
  others: { zh: '换个办法，一样能办：告诉窗口人员', en: 'Another way, same services: tell the clerk' },
  code: { zh: '手机上的码', en: 'The code on your phone' },
  number: { zh: '念八位数字', en: 'Say your eight digits' },
  slip: { zh: '打好的纸条', en: 'A slip that you printed' },
  officers: { zh: '两位工作人员核对', en: 'Two officers check who you are' },
});
