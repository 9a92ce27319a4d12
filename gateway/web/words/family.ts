/** Texts of acting for others. */
import { words } from './words.ts';

export const family = words({
  title: { zh: '家人和委托', en: 'Family and mandates' },
  lead: {
    zh: '替别人办，只能办到说好的范围、说好的日子。每一次都留记录，本人看得到。',
    en: 'Acting for somebody goes only as far and as long as was agreed. Each time leaves a record that they can read.',
  },
  mine: { zh: '我可以替谁办', en: 'For whom I may act' },
  mineNone: {
    zh: '现在没有。孩子出生登记以后会自动出现在这里；别人委托您，也会出现在这里。',
    en: 'Nobody now. Children appear by themselves once their birth is registered, others once they give you a mandate.',
  },
  overMe: { zh: '谁可以替我办', en: 'Who may act for me' },
  overMeNone: { zh: '现在没有人可以替您办。', en: 'Nobody may act for you.' },
  forWhat: { zh: '能办什么', en: 'For what' },
  untilWhen: { zh: '到什么时候', en: 'Until when' },
  asWhat: { zh: '凭什么', en: 'As what' },
  underFourteen: {
    zh: '{date}满 14 周岁之前，只能由监护人点头。',
    en: 'Until turning 14 on {date} only a guardian’s yes counts.',
  },
  overFourteen: {
    zh: '已满 14 周岁：自己可以点头，您也可以替着办，到 18 周岁为止。',
    en: 'Fourteen or older: may agree alone, and so may you, until 18.',
  },
  youAreChild: {
    zh: '您还没满 14 周岁，要由监护人替您点头。下面是您的监护人。',
    en: 'You are under fourteen: a guardian agrees for you. Below is who that is.',
  },
  youAreYouth: {
    zh: '您满了 14 周岁，可以自己点头；监护人也可以替您办，到您满 18 周岁为止。',
    en: 'You are fourteen or older and may agree yourself; a guardian may as well, until you are 18.',
  },
  lookAt: { zh: '看资料', en: 'Look at their data' },
  whoseData: { zh: '（{name}）', en: ' ({name})' },

  one: { zh: '家人的资料', en: 'Their data' },
  oneTitle: { zh: '{name}的', en: '{name}' },
  certificates: { zh: '证照', en: 'Certificates' },
  certificatesNone: { zh: '没有您可以看的证照。', en: 'No certificates that you may look at.' },
  waitingOfThem: { zh: '等着点头的', en: 'Waiting for a yes' },
  waitingOfThemNone: {
    zh: '现在没有。窗口要的时候，出示您自己的码，再选替谁点头。',
    en: 'None. At a counter show your own code, then choose for whom you agree.',
  },
  theirRecords: { zh: '谁用过他的资料', en: 'Who used their data' },
  limited: {
    zh: '您受的委托只够办说好的事，记录要本人自己看。',
    en: 'Your mandate reaches only what was agreed; their records they read themselves.',
  },

  offers: { zh: '等着回答的委托', en: 'Mandates waiting for an answer' },
  offerToYou: { zh: '{name}想请您替他办事', en: '{name} asks you to act for them' },
  offerOfFirm: { zh: '{giver}想请您替{name}办事', en: '{giver} asks you to act for {name}' },
  offerOfYours: {
    zh: '您请了一个人替您办，还没答应',
    en: 'You asked somebody to act for you; no answer yet',
  },
  offerOfYourFirm: {
    zh: '您请了一个人替{name}办，还没答应',
    en: 'You asked somebody to act for {name}; no answer yet',
  },
  offerWaits: {
    zh: '{date}前不回答就作废。',
    en: 'Without an answer it lapses on {date}.',
  },
  accept: { zh: '答应', en: 'I accept' },
  decline: { zh: '不答应', en: 'I decline' },
  answering: { zh: '正在告诉对方……', en: 'Telling them …' },
  takeBack: { zh: '收回', en: 'Take it back' },
  accepted: { zh: '好了，您可以替他办了。', en: 'Done. You may act for them now.' },
  declined: { zh: '您没答应，对方看得到。', en: 'You declined; they can see it.' },
  end: { zh: '结束委托', en: 'End the mandate' },
  endOne: { zh: '结束委托：{name}', en: 'End the mandate: {name}' },
  ending: { zh: '正在结束……', en: 'Ending it …' },
  ended: {
    zh: '已经结束，从现在起不能再替了。正在办的也停下。',
    en: 'It has ended as of now, in the middle of a request too.',
  },
  takenBack: { zh: '已经收回。', en: 'It was taken back.' },
  past: { zh: '以前的委托', en: 'Former mandates' },
  pastState: {
    zh: (state: 'ended' | 'lapsed' | 'declined') =>
      ({ ended: '已结束', lapsed: '没回答，作废了', declined: '没答应' })[state],
    en: (state: 'ended' | 'lapsed' | 'declined') =>
      ({ ended: 'Ended', lapsed: 'Not answered in time', declined: 'Declined' })[state],
  },
  pastGiven: { zh: '您委托给{name}', en: 'Given by you to {name}' },
  pastGivenSomebody: { zh: '您委托给一个人', en: 'Given by you' },
  pastHeld: { zh: '{name}委托您', en: '{name}’s, held by you' },

  give: { zh: '请人替我办', en: 'Have somebody act for me' },
  giveLead: {
    zh: '一步一步来，最后看一遍才算数。对方答应了才生效，您随时可以结束。',
    en: 'Step by step; nothing counts before you have checked it. It begins once they accept, and you can end it at any time.',
  },
  giveMinor: {
    zh: '满 18 周岁才能委托别人。',
    en: 'Giving a mandate takes being eighteen.',
  },
  step: { zh: '第 {n} 步，共 {of} 步', en: 'Step {n} of {of}' },
  next: { zh: '下一步', en: 'Next' },
  back: { zh: '上一步', en: 'Back' },
  toFamily: { zh: '回到家人和委托', en: 'Back to family and mandates' },
  whose: { zh: '替谁的事？', en: 'Whose matters?' },
  whoseOwn: { zh: '我自己的', en: 'My own' },
  whom: { zh: '请谁办？', en: 'Who is to act?' },
  whomLabel: { zh: '他的公民身份号码', en: 'Their identity number' },
  whomHint: {
    zh: '18 位。我们不会告诉您这是谁的号码，输对就行。',
    en: '18 characters. We never tell whose number it is, so copy it with care.',
  },
  whomFault: {
    zh: '公民身份号码是 18 位，再对一遍',
    en: 'An identity number has 18 characters; compare it again',
  },
  what: { zh: '能办哪些事？', en: 'For which matters?' },
  whatAll: { zh: '所有的事', en: 'All matters' },
  whatDepartment: { zh: '只办一个部门的事', en: 'Those of one department' },
  whatMatters: { zh: '只办我选的几件事', en: 'Only those that I choose' },
  whichDepartment: { zh: '哪个部门？', en: 'Which department?' },
  matterFault: { zh: '先选一件事', en: 'Choose a matter first' },
  chosenMatters: { zh: '选好的事', en: 'Chosen' },
  remove: { zh: '去掉{name}', en: 'Remove {name}' },
  types: { zh: '只让他用这几种证照（不选就是都行）', en: 'Only with these certificates (none chosen: all)' },
  until: { zh: '到什么时候？', en: 'Until when?' },
  untilHint: {
    zh: '最长一年。您随时可以提前结束。',
    en: 'A year at most. You can end it earlier at any time.',
  },
  month: { zh: '一个月（到{date}）', en: 'One month (through {date})' },
  quarter: { zh: '三个月（到{date}）', en: 'Three months (through {date})' },
  half: { zh: '半年（到{date}）', en: 'Half a year (through {date})' },
  year: { zh: '一年（到{date}）', en: 'One year (through {date})' },
  check: { zh: '看一遍，对吗？', en: 'Is this right?' },
  checkWhom: { zh: '请谁', en: 'Who' },
  checkWhose: { zh: '替谁', en: 'For whom' },
  checkWhat: { zh: '办什么', en: 'For what' },
  checkUntil: { zh: '到哪天', en: 'Until' },
  checkNote: {
    zh: '他答应之后，可以替您点头，也看得到办这些事要用的证照内容。',
    en: 'Once they accept they may agree in your place, and see the certificates that these matters need.',
  },
  send: { zh: '就这样委托', en: 'Give this mandate' },
  sending: { zh: '正在发给对方……', en: 'Sending it …' },
  sent: { zh: '发出去了，等对方答应', en: 'Sent. Now they have to accept' },
  sentNext: {
    zh: '请他登录后打开“家人和委托”答应。14 天不答应就作废。',
    en: 'Ask them to sign in and accept under “Family and mandates”. Unanswered it lapses after 14 days.',
  },
});
