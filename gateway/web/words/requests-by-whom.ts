/** Texts of who agreed to a request, where it wasn't the person here and now. */
import { words } from './words.ts';

export const byWhom = words({
  forYou: { zh: '有人替您点了头（{as}）。', en: 'Somebody agreed for you ({as}).' },
  asGuardian: { zh: '监护人', en: 'guardian' },
  asRepresentative: { zh: '法定代表人', en: 'representative' },
  asMandate: { zh: '受您委托的人', en: 'by your mandate' },
  bySlip: { zh: '您事先用纸条同意过。', en: 'You agreed beforehand by a slip.' },
  byOfficers: {
    zh: '两名工作人员（{officers}）说您本人在窗口。不是您？点“收回”，再拨 12345。',
    en: 'Two officers ({officers}) say that you are at the window. Not you? Take it back, and call 12345.',
  },
  byFace: {
    zh: '窗口的屏认出是您（刷脸）。不是您？点“收回”，再拨 12345。',
    en: 'The screen at the window recognised your face. Not you? Take it back, and call 12345.',
  },
});
