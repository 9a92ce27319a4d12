/** Texts of the pages about one's own face, or that of a child; what is consented to is in sdk/schemas/face-consent-text.ts. */
import { words } from './words.ts';

export const ownFace = words({
  title: { zh: '刷脸', en: 'Your face' },
  toPage: { zh: '刷脸：开通、查看、撤回', en: 'Your face: agree, look, take back' },
  why: {
    zh: '要不要用刷脸，您自己定，随时可以撤回。不开通，什么都照办。',
    en: 'Whether your face is used is for you to decide, and to take back at any time. Without it everything works the same.',
  },
  agree: { zh: '同意使用刷脸', en: 'I agree to use my face' },
  agreeFor: { zh: '同意孩子使用刷脸', en: 'I agree that the child’s face is used' },
  agreeing: { zh: '正在记下……', en: 'Being recorded …' },
  decline: { zh: '不用，我用码', en: 'No, I will use a code' },
  pilot: {
    zh: '现在是试点：认脸程序还没有校准，所以总要加一样别的凭据。',
    en: 'This is a pilot: the recogniser is not calibrated, so a second proof is always asked for.',
  },

  agreed: { zh: '同意了，还没登记', en: 'Agreed, not enrolled yet' },
  agreedWhat: {
    zh: '看一眼镜头，做三个动作，就登记好了。什么时候来都行。',
    en: 'Look at a camera and make three movements to enrol. Come back for it whenever you like.',
  },
  enrol: { zh: '现在登记', en: 'Enrol now' },
  toBeChecked: { zh: '还差一步：到窗口核对', en: 'One step left: a check at a window' },
  toBeCheckedWhat: {
    zh: '您的身份凭证上没有照片可比。到任何一个窗口，念您的八位数字，两位工作人员核对后就能用。',
    en: 'Your identity credential has no portrait to compare with. Go to any window and say your eight digits there; once two officers have checked, it works.',
  },
  toDigits: { zh: '看我的八位数字', en: 'See my eight digits' },
  active: { zh: '刷脸已经开通', en: 'Your face is enrolled' },
  activeWhat: {
    zh: '到窗口说“刷脸”，看屏幕输号码后四位和出生月份，再看一眼镜头。',
    en: 'At a window say that you use your face, enter the last four of your number and your month of birth on the screen, and look at the camera.',
  },
  since: { zh: '什么时候开通', en: 'Since' },
  consentedAt: { zh: '什么时候同意', en: 'Agreed' },
  byGuardian: { zh: '{date}，由监护人同意', en: '{date}, by a guardian' },
  lastUsed: { zh: '最近用过', en: 'Last used' },
  neverUsed: { zh: '还没用过', en: 'Not yet' },
  endsOn: { zh: '不用的话，哪天销毁', en: 'Destroyed if unused by' },
  state: { zh: '认脸程序', en: 'Recogniser' },
  statePilot: { zh: '试点，只算一样凭据', en: 'Pilot: counts as one proof, never alone' },
  stateUncalibrated: { zh: '未校准', en: 'Not calibrated' },
  stateCalibrated: { zh: '已校准', en: 'Calibrated' },
  tryIt: { zh: '试一试，看认不认得出', en: 'Try whether you are recognised' },

  withdraw: { zh: '撤回同意，销毁', en: 'Take it back and destroy it' },
  withdrawing: { zh: '正在销毁……', en: 'Being destroyed …' },
  withdrawWhat: {
    zh: '点一下就撤回，马上销毁，给您一张凭据。以后想用，可以再同意。',
    en: 'One press takes it back: it is destroyed at once, and you get a receipt. You can agree again later.',
  },
  withdrawn: { zh: '已经撤回，已经销毁', en: 'Taken back and destroyed' },
  withdrawnOnly: { zh: '已经撤回', en: 'Taken back' },
  nothingKept: {
    zh: '还没登记过，没有什么要销毁。',
    en: 'Nothing had been enrolled, so there was nothing to destroy.',
  },
  receipt: { zh: '这是您的凭据', en: 'Your receipt' },
  receiptAt: { zh: '时间', en: 'When' },
  receiptLeaf: { zh: '编号（叶子哈希）', en: 'Number (hash of its leaf)' },
  receiptWhere: {
    zh: '“记录”里也有一条，可以随时核对。',
    en: 'It is also among your records, where it can be checked at any time.',
  },
  toRecords: { zh: '到记录里看', en: 'See it in my records' },

  rests: { zh: '这个办法先歇到 {time}', en: 'Face rests until {time}' },
  restsNext: {
    zh: '念八位数字或找窗口，现在就能办。',
    en: 'Say eight digits or go to a window, right now.',
  },
  off: { zh: '这里没有开通刷脸', en: 'Face is not offered here' },
  offNext: { zh: '下面的办法，能办的事一样多。', en: 'The ways below reach the same services.' },
  unavailable: { zh: '认脸程序现在用不了', en: 'The recogniser cannot be asked just now' },
  unavailableNext: {
    zh: '过一会儿再来。要撤回现在就可以；要办事，用下面的办法。',
    en: 'Come back later. Taking it back works now; for services use a way below.',
  },
  child: { zh: '由监护人来决定', en: 'A guardian decides' },
  childNext: {
    zh: '不满 14 岁，要不要用刷脸由监护人定：请监护人登录，在“家人”里选您。',
    en: 'Under 14 a guardian decides whether a face is used: they sign in and choose you under “Family”.',
  },
  needsConsent: { zh: '先看清楚，再决定', en: 'Read it first, then decide' },

  enrolTitle: { zh: '登记面部', en: 'Enrol your face' },
  tryTitle: { zh: '试一试刷脸', en: 'Try your face' },
  enrolled: { zh: '登记好了', en: 'Enrolled' },
  recognised: { zh: '认出您了', en: 'You were recognised' },
  recognisedWhat: {
    zh: '光凭脸不算数：到窗口还要输号码后四位和出生月份。',
    en: 'A face alone never counts: at a window the last four of your number and your month of birth are asked for as well.',
  },
  toFace: { zh: '回到刷脸', en: 'Back to your face' },
  toConsent: { zh: '去看同意书', en: 'Read what is agreed to' },

  others: { zh: '换个办法，一样能办', en: 'Another way, same services' },
  codeWay: { zh: '出示码，或念八位数字', en: 'Show a code, or say eight digits' },
  slipWay: { zh: '打一张纸条带去', en: 'Print a slip to take along' },
  familyWay: { zh: '请家人替我办', en: 'Have family act for me' },
  officersWay: { zh: '到窗口，请两位工作人员核对', en: 'Two officers at a window can help' },
});
