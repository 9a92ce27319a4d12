/** Texts that the citizen's pages share. */
import { words } from './words.ts';

export const citizen = words({
  placeCertificates: { zh: '证照', en: 'Certificates' },
  placeCode: { zh: '出示', en: 'Show' },
  placeRecords: { zh: '记录', en: 'Records' },
  placeRequests: { zh: '点头', en: 'Requests' },

  show: { zh: '显示', en: 'Show' },
  hide: { zh: '遮住', en: 'Hide' },
  hiddenAgain: { zh: '显示 30 秒后自动遮住。', en: 'Hidden again after 30 seconds.' },
  notShown: { zh: '没取到，再点一次', en: 'It did not arrive; press again' },
  covered: { zh: '已遮住', en: 'Hidden' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  nothing: { zh: '没有填', en: 'Not stated' },
  picture: { zh: '{label}的图片', en: 'Picture: {label}' },
  back: { zh: '回到我的证照', en: 'Back to my certificates' },
  notSent: {
    zh: '没发出去，可能断网了。填的还在，再点一次。',
    en: 'Not sent: the network may be down. What you typed is still here; press again.',
  },

  callsNow: {
    zh: '{who}在等您点头',
    en: '{who} is waiting for your yes',
  },
  callsWhat: { zh: '为了办：{matter}', en: 'For: {matter}' },
  look: { zh: '看看', en: 'Look at it' },
  lookLater: { zh: '不急，{time} 前都可以。', en: 'No hurry: until {time}.' },
});
