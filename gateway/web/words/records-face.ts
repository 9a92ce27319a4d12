/** Texts of records in which a face had a part. */
import { words } from './words.ts';

export const recordsFace = words({
  withdrawn: { zh: '撤回了，已销毁', en: 'Taken back and destroyed' },
  unused: { zh: '12 个月没用，已销毁', en: 'Unused for 12 months and destroyed' },
  switchedOff: { zh: '刷脸停用了，已销毁', en: 'Face was switched off; it was destroyed' },
  notThisPerson: {
    zh: '两位工作人员核对说不是本人，已销毁',
    en: 'Two officers found that it was not you; it was destroyed',
  },
  ofAge: {
    zh: '满 14 岁，要自己重新决定，原来的已销毁',
    en: 'Fourteen now: you decide yourself, and the former one was destroyed',
  },
  deceased: { zh: '人已去世，已销毁', en: 'The person has died; it was destroyed' },
  pending: {
    zh: '存着它的程序还没连上，连上就销毁',
    en: 'What keeps it could not be reached yet; it is destroyed as soon as it is',
  },
  engine: { zh: '认脸程序：{model}', en: 'Recogniser: {model}' },
  uncalibrated: { zh: '试点，未校准，只算一样凭据', en: 'Pilot, not calibrated: one proof, never alone' },
});
