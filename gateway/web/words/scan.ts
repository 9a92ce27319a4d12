/** Texts of scanning: the camera, a photo, and typing instead. */
import { words } from './words.ts';

export const scan = words({
  title: { zh: '扫窗口的码', en: 'Scan the counter’s code' },
  lead: {
    zh: '窗口屏幕上的码，扫一下就知道谁想看什么。扫了不等于同意。',
    en: 'The code on the counter’s screen tells who wants to see what. Scanning is not agreeing.',
  },
  why: {
    zh: '浏览器会先问能不能用相机，选“允许”。画面只在这台设备里，不拍照、不上传。',
    en: 'Your browser will ask whether the camera may be used: choose “Allow”. The picture stays on this device.',
  },
  start: { zh: '打开相机', en: 'Open the camera' },
  stop: { zh: '关掉相机', en: 'Close the camera' },
  asking: { zh: '在等您允许用相机……', en: 'Waiting for you to allow the camera …' },
  searching: { zh: '把码放进框里', en: 'Hold the code inside the frame' },
  frame: { zh: '相机画面', en: 'Camera picture' },
  blocked: { zh: '相机没有打开', en: 'The camera is not open' },
  blockedNext: {
    zh: '浏览器不让用相机。点地址栏旁边的图标，把相机改成“允许”，再点一次；或用下面的办法。',
    en: 'The browser blocks it. Press the icon beside the address, set the camera to “Allow” and try again; or use another way below.',
  },
  noCamera: { zh: '没找到相机', en: 'No camera found' },
  noCameraNext: {
    zh: '这台设备没有相机，或别的程序正在用。用下面的办法一样能办。',
    en: 'This device has none, or another program uses it. The ways below serve as well.',
  },
  broken: { zh: '扫码用不了', en: 'Scanning does not work just now' },
  brokenNext: {
    zh: '读码的程序没取到，可能断网了。连上再试，或用下面的办法。',
    en: 'The program that reads codes did not arrive: the network may be down. Try again, or use another way below.',
  },
  again: { zh: '再打开一次', en: 'Try again' },

  photo: { zh: '用照片', en: 'Use a photo' },
  photoWhat: { zh: '先给码拍一张，再从这里选。', en: 'Take a picture of the code, then choose it here.' },
  photoChoose: { zh: '选一张照片', en: 'Choose a photo' },
  photoNone: {
    zh: '照片里没看到码。拍近一点、正一点，再选一次。',
    en: 'No code seen in the photo. Take it closer and straighter, then choose again.',
  },
  type: { zh: '打字', en: 'Type it' },
  typeLabel: { zh: '码下面的地址', en: 'The address below the code' },
  typeHint: {
    zh: '照着打，像 …/q/ 后面一串字母和数字。',
    en: 'As it stands there, like …/q/ and a row of letters and digits.',
  },
  typeWrong: {
    zh: '地址里要有 /q/ 和后面那串字，看看漏了没有',
    en: 'The address needs /q/ and the row of characters after it; check that none is missing',
  },
  typeGo: { zh: '打开', en: 'Open' },
  opening: { zh: '正在打开……', en: 'Opening …' },
  notOpened: { zh: '没打开', en: 'It was not opened' },
  notOurs: { zh: '这不是窗口的码', en: 'This is not a code of a counter' },
  notOursNext: {
    zh: '没有打开它，您的资料没动。请窗口把码调出来，再扫一次。',
    en: 'It was not opened and nothing of yours was touched. Ask the counter to show its code, then scan again.',
  },
  others: { zh: '不扫也能办', en: 'Without scanning' },
  showMine: { zh: '出示我的码，或念八位数字', en: 'Show my code, or say eight digits' },
});
