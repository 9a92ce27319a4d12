/** Texts of the page that says how face stands in the city. */
import { words } from './words.ts';

export const face = words({
  on: { zh: '刷脸开着', en: 'Face is on' },
  off: { zh: '刷脸关着', en: 'Face is off' },
  unavailable: { zh: '刷脸开着，但现在用不了', en: 'Face is on, but can’t be used now' },
  what: {
    zh: '刷脸是多出来的一个办法：本人单独同意过才能用，别的办法办的事一样多。全城一个开关，只有运营单位能动；这一页只给您看。',
    en: 'Face is one more way, for those who consented to it; all other ways reach the same. The whole city has one switch, which only the operator moves; this page shows it.',
  },
  offWhat: {
    zh: '没有人的面部模板留在平台上。码、八位数字、纸条、两人核对照常。',
    en: 'The platform keeps nobody’s template. Codes, eight digits, slips and two officers work as ever.',
  },
  unavailableWhat: {
    zh: '识别程序没有答复。窗口和手机上暂时不给这个办法，别的照常；请告诉运营单位。',
    en: 'The engine doesn’t answer. Nobody is offered it meanwhile and all else works; tell the operator.',
  },

  standing: { zh: '现在怎样', en: 'How it stands' },
  since: { zh: '从何时起', en: 'Since' },
  sinceNever: { zh: '没有人动过开关', en: 'The switch was never moved' },
  assessment: { zh: '影响评估编号', en: 'Impact assessment' },
  noAssessment: {
    zh: '没有。只有演示用的小城可以没有；别处要先做个人信息保护影响评估。',
    en: 'None. Only the demonstration town may lack one; elsewhere an assessment comes first.',
  },
  enrolled: { zh: '登记了多少人', en: 'People enrolled' },
  few: { zh: '不到 10 人（太少，不说几个）', en: 'Fewer than ten (too few to tell how many)' },
  enrolledOf: {
    zh: '{n} 人；满 {limit} 人要向省级网信部门备案',
    en: '{n}; from {limit} on a filing with the provincial authority is due',
  },
  engine: { zh: '识别程序', en: 'Engine' },
  embedded: { zh: '平台自带的', en: 'The platform’s own' },
  http: { zh: '部门自己的服务', en: 'A department’s own service' },
  model: { zh: '模型', en: 'Model' },
  thresholds: { zh: '多像才算', en: 'Thresholds' },
  thresholdsAre: {
    zh: '一对一 {verify}，几个人里找 {identify}，还要比第二像的高 {margin}',
    en: 'One against one {verify}, among several {identify}, and {margin} above the next best',
  },
  calibration: { zh: '校准', en: 'Calibration' },
  calibrated: { zh: '校准过', en: 'Calibrated' },
  uncalibrated: { zh: '未校准', en: 'Not calibrated' },
  calibratedWhat: {
    zh: '“多像才算”是用本地同意参加的人量出来的。',
    en: 'The thresholds come from people of this city who agreed to take part.',
  },
  uncalibratedWhat: {
    zh: '“多像才算”还是出厂的值，没有用本地的人量过：错认、漏认各有多少，没有人知道。',
    en: 'The thresholds are as shipped and were not measured on people of this city: how often it errs either way nobody knows.',
  },
  attacks: { zh: '防假脸检测', en: 'Presentation attacks' },
  tested: { zh: '检测过', en: 'Tested' },
  testedBy: {
    zh: '{laboratory}，{standard}，{level}，报告 {number}',
    en: '{laboratory}, {standard}, level {level}, report {number}',
  },
  pilot: { zh: '试点', en: 'Pilot' },
  pilotWhat: {
    zh: '没有实验室的检测报告，所以从不单独算数：总要说出号码后四位和出生月份，敏感的事还要窗口对姓名。',
    en: 'No laboratory’s report, so it never counts alone: last four digits and month of birth are always said, and for sensitive matters a clerk compares the name.',
  },

  alerts: { zh: '提醒', en: 'Alerts' },
  alertsNone: { zh: '没有提醒', en: 'No alerts' },
  alert: { zh: '什么事', en: 'What' },
  window: { zh: '窗口', en: 'Window' },
  day: { zh: '哪天', en: 'Day' },
  todo: { zh: '怎么办', en: 'What to do' },
  everywhere: { zh: '全城', en: 'The whole city' },
  wholeDepartment: { zh: '本部门', en: 'The department' },
  triesAtWindow: { zh: '一个窗口没认出的次数太多', en: 'Failed too often at one window' },
  triesInDepartment: { zh: '全部门没认出的次数太多', en: 'Failed too often in the department' },
  nearFiling: { zh: '登记人数快到备案线', en: 'Near the number for a filing' },
  atFiling: { zh: '登记人数到备案线了', en: 'At the number for a filing' },
  lookAtWindow: {
    zh: '看看镜头和光线；像是有人冒充的，请窗口的人问一问。',
    en: 'Look at camera and light there; if somebody posed as another, ask those at the window.',
  },
  fileSoon: { zh: '请运营单位准备备案。', en: 'Have the operator prepare the filing.' },
  fileNow: {
    zh: '请运营单位在 30 个工作日内备案。',
    en: 'Have the operator file within 30 working days.',
  },

  how: { zh: '怎么开、怎么关、怎么校准', en: 'Switching and calibrating' },
  howWhat: {
    zh: '由运营单位在平台的机器上运行命令，这一页动不了它：',
    en: 'The operator runs these on the platform’s machine; nothing here changes it:',
  },
  howOn: {
    zh: '开启，写上影响评估的编号',
    en: 'on, with the number of the impact assessment',
  },
  howOff: {
    zh: '关掉：所有面部模板马上销毁，人人收到告知',
    en: 'off: every template is destroyed at once, and everybody is told',
  },
  howCalibrate: {
    zh: '用同意参加的人的照片校准',
    en: 'calibrates with pictures of people who agreed to take part',
  },
  howState: { zh: '看现在怎样', en: 'shows how it stands' },
});
