/** Texts of the camera before which somebody shows that it is they, alive. */
import { words } from './words.ts';

export const face = words({
  ready: { zh: '看镜头，做三个动作', en: 'Look at the camera and make three movements' },
  readyWhat: {
    zh: '不用急，跟着做就好。浏览器会先问能不能用相机，选“允许”。',
    en: 'There is no hurry: you are told each one. Your browser asks whether the camera may be used: choose “Allow”.',
  },
  start: { zh: '打开镜头，开始', en: 'Open the camera and begin' },
  again: { zh: '再试一次', en: 'Try again' },
  stop: { zh: '停下，关掉镜头', en: 'Stop and close the camera' },
  preparing: { zh: '正在准备……', en: 'Getting ready …' },
  asking: { zh: '在等您允许用相机……', en: 'Waiting for you to allow the camera …' },
  sending: { zh: '好了，正在核对……', en: 'Done; it is being checked …' },

  straight: { zh: '正对镜头，睁开眼睛', en: 'Look straight ahead, eyes open' },
  turnLeft: { zh: '慢慢向左转头', en: 'Slowly turn left' },
  turnRight: { zh: '慢慢向右转头', en: 'Slowly turn right' },
  closeEyes: { zh: '闭上眼睛', en: 'Close your eyes' },
  openMouth: { zh: '张开嘴', en: 'Open your mouth' },
  which: {
    zh: '第 {step} 个动作，共 {steps} 个。不着急，做不到可以重来。',
    en: 'Movement {step} of {steps}. No hurry; you can try again.',
  },
  slow: { zh: '慢慢来，再试一次', en: 'Take your time; try again' },
  doneOf: { zh: '{steps} 个动作，已完成 {done} 个', en: '{done} of {steps} movements done' },

  picture: { zh: '镜头里的您', en: 'You, as the camera sees you' },
  none: { zh: '没看到脸', en: 'No face seen' },
  two: { zh: '有两张脸，请一个人来', en: 'Two faces: one at a time' },
  dark: { zh: '亮一点', en: 'More light' },
  closer: { zh: '靠近一点', en: 'Come closer' },
  turned: { zh: '正对镜头', en: 'Face the camera' },
  well: { zh: '位置正好', en: 'Well placed' },
  pictures: { zh: '画面只用来算一次，不保存。', en: 'Pictures are used once and not kept.' },
  pilot: {
    zh: '试点程序，未校准，总要加一样别的凭据。',
    en: 'Pilot, not calibrated: a second proof is always asked for.',
  },
  sayAloud: { zh: '每一步念给我听', en: 'Say each step aloud' },

  blocked: { zh: '相机没有打开', en: 'The camera is not open' },
  blockedNext: {
    zh: '浏览器不让用相机。点地址栏旁边的图标，把相机改成“允许”，再试；或用下面的办法。',
    en: 'The browser blocks it. Press the icon beside the address, set the camera to “Allow” and try again; or use another way below.',
  },
  noCamera: { zh: '没找到相机', en: 'No camera found' },
  noCameraNext: {
    zh: '这台设备没有相机，或别的程序正在用。用下面的办法一样能办。',
    en: 'This device has none, or another program uses it. The ways below serve as well.',
  },
  broken: { zh: '认脸程序没能打开', en: 'What sees faces could not be loaded' },
  brokenNext: {
    zh: '网断了，或这个浏览器太旧。可以再试；用下面的办法一样能办。',
    en: 'The network is down, or this browser is too old. Try again, or use a way below: the services are the same.',
  },
  stuck: { zh: '这个动作没看出来', en: 'This movement was not seen' },
  stuckNext: {
    zh: '戴帽子、口罩，或光从背后来，都会这样。可以再试；用下面的办法一样能办。',
    en: 'A hat, a mask or light from behind can be why. Try again, or use a way below: the services are the same.',
  },
  unreached: { zh: '没连上，这次不算', en: 'Not reached; this try does not count' },
  unreachedNext: {
    zh: '画面没有留下。连上后再试，或用下面的办法。',
    en: 'No picture was kept. Try again once the network is back, or use a way below.',
  },
});
