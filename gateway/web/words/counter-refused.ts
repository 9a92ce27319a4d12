/** Texts of refusals at the counter: what each means, what to do in order, and what to say. The wording is pages.md's, section 2. */
import { words } from './words.ts';

export const refused = words({
  one: { zh: '还差一步：{type}——{what}', en: 'One step left: {type} – {what}' },
  several: { zh: '还差 {n} 样', en: '{n} are still missing' },
  others: {
    zh: '其余 {n} 项都属实，不用退件。本人没做错什么，今天能受理。',
    en: 'The other {n} facts hold; do not send them away. They did nothing wrong and can be served today.',
  },
  nothingWrong: {
    zh: '本人没做错什么，今天照样能办。',
    en: 'The person did nothing wrong and can still be served today.',
  },
  steps: { zh: '您可以这样办，从上往下试', en: 'What you can do, in this order' },
  say: { zh: '可以这样说', en: 'What you can say' },
  did: { zh: '已经查到的', en: 'What did work' },
  nothingYet: { zh: '还没有看到任何内容。', en: 'Nothing has been seen.' },
  didItem: { zh: '{type}：{n} 项属实', en: '{type}: {n} hold' },
  missed: { zh: '{types}：{what}', en: '{types}: {what}' },
  missedItem: { zh: '{type}：{what}', en: '{type}: {what}' },
  recorded: { zh: '这次没查成也记了一笔，本人看得到。', en: 'This is on record too; the person can see it.' },
  issuer: { zh: '签发部门：{name}', en: 'Issuer: {name}' },
  age: { zh: '数据是 {n} 天前确认的', en: 'Data last confirmed {n} days ago' },

  useOthers: { zh: '先用查到的 {n} 项', en: 'Use the {n} that hold' },
  askAgain: { zh: '再问一次', en: 'Ask again' },
  anotherWay: { zh: '换个办法再问', en: 'Ask in another way' },
  fetchAgain: { zh: '再查一次', en: 'Try again' },
  originals: { zh: '收原件照办', en: 'Accept originals' },
  report: { zh: '报平台值班', en: 'Report to the duty desk' },
});

/** What happened, in the words of the page's heading. */
export const happened = words({
  NOT_AUTHORIZED: { zh: '本人没有点头', en: 'The person has not agreed' },
  REQUEST_EXPIRED: { zh: '等得太久，这次问话过时了', en: 'It took too long and has expired' },
  NOT_SAME: { zh: '面前的不是点头的那位', en: 'The person here is not the one who agreed' },
  WITHDRAWN: { zh: '本人刚撤回了同意', en: 'Consent was withdrawn' },
  STOPPED: { zh: '这次问话停下了', en: 'This request was stopped' },
  NOT_ENTITLED: { zh: '这件事用不着这一项', en: 'This matter does not need that' },
  NO_SUCH_CREDENTIAL: { zh: '没查到这张证照', en: 'This certificate was not found' },
  EXPIRED: { zh: '证照过期了', en: 'The certificate has expired' },
  REVOKED: { zh: '证照已作废', en: 'The certificate is revoked' },
  SUSPENDED: { zh: '证照暂停中', en: 'The certificate is paused' },
  STALE: { zh: '签发部门的数据太久没确认', en: 'The issuer has not confirmed its data lately' },
  STATUS_UNREACHABLE: { zh: '签发部门那边暂时连不上', en: 'The issuer cannot be reached just now' },
  ISSUER_NOT_ACCREDITED: { zh: '签它的单位当时没有资格', en: 'The signer was not accredited then' },
  NOT_ANCHORED: { zh: '这张证照刚签发，正在封存', en: 'Just issued, being sealed' },
  BAD_SIGNATURE: { zh: '内容和签发部门签的不一样', en: 'Not what the issuer signed' },
  AUTHORIZATION_USED: { zh: '这次点头已经用过了', en: 'This yes has been used' },
  CODE_NOT_ACCEPTED: { zh: '这个码过时了，或用过了', en: 'This code is too old, or already used' },
  TOO_MANY_WRONG_NUMBERS: { zh: '数字连错几次，先歇一歇', en: 'Too many wrong numbers' },
  WRONG_WINDOW: { zh: '这个码是给别的窗口的', en: 'Meant for another window' },
  SOMETHING_ELSE: { zh: '这一份没通过核验', en: 'It did not pass the checks' },
});

/** What can be done, in order; each is a sentence of its own. */
export const step = words({
  offerOtherWay: {
    zh: '换个办法再问一次（码、数字、纸条、人工）；不劝、不问原因。',
    en: 'Offer another way once (code, number, slip, two officers); do not press or ask why.',
  },
  originalsOffered: { zh: '本人愿意，收原件照办。', en: 'Accept originals if offered.' },
  askFreshCode: { zh: '请本人刷新，再来一次。', en: 'Ask for a fresh one.' },
  otherThanNumbers: { zh: '改扫码、纸条或两人核对。', en: 'Scan, take a slip, or have two officers check.' },
  showAgain: { zh: '请本人重新出示。', en: 'Ask to show it again.' },
  askThem: {
    zh: '请面前这位自己出示码或念数字。',
    en: 'Ask the person here for their own code or number.',
  },
  stopUsing: { zh: '停下，已看到的不得再用。', en: 'Stop; do not use what was seen.' },
  withoutIt: {
    zh: '去掉多要的项再查；别向群众要。',
    en: 'Ask again without it; do not ask the person for it.',
  },
  applyForIt: {
    zh: '真需要，请本部门管理员申请登记。',
    en: 'If it is needed, your administrator can apply for it.',
  },
  askPaper: {
    zh: '不退件。问本人有没有纸质件：有就收、标“人工核对”。',
    en: 'Do not send away. Take the paper if there is one, and mark it “checked by hand”.',
  },
  reportGap: { zh: '同时告诉签发部门补登。', en: 'Tell the issuer of the gap.' },
  promise: {
    zh: '没有纸质件：可申请补办，或请本人写承诺先办。',
    en: 'Without paper: apply for it, or go on with a written promise where allowed.',
  },
  renewHere: { zh: '看能否当场换。', en: 'Renew it here if possible.' },
  acceptWithDate: {
    zh: '可容缺受理，请本人写下补齐日期。',
    en: 'Accept now, and have the person write down by when it follows.',
  },
  lookForNewer: {
    zh: '不能用它。看有没有新证照。',
    en: 'Do not use it. Look for a newer one.',
  },
  byHand: { zh: '没有，按本人材料人工核对。', en: 'Without one, check the person’s material by hand.' },
  askIssuerWhy: { zh: '不说原因，请本人问签发部门。', en: 'Refer to the issuer for reasons.' },
  lift: {
    zh: '找到了：当场解停，回来再点一次头。',
    en: 'If it was found: lift the pause, then agree once more.',
  },
  replace: { zh: '真丢了：一起补办。', en: 'If it is lost: replace it with this case.' },
  acceptNow: {
    zh: '先受理，等会儿再查一次。别让人等。',
    en: 'Accept now and try again later. Nobody waits.',
  },
  orOriginals: { zh: '急用，收原件照办。', en: 'If it is urgent, take originals.' },
  byPapers: { zh: '不用它，按本人材料办。', en: 'Do not use it; go by the person’s papers.' },
  reportSigner: { zh: '报平台值班。不是本人的错。', en: 'Report it. It is not the person’s fault.' },
  waitSeconds: { zh: '等几秒再查。', en: 'Try again in seconds.' },
  acceptAfterHour: {
    zh: '一小时还没好，先受理，之后补查。',
    en: 'After an hour accept; it is checked later.',
  },
  fetchAnew: { zh: '不用这一份，请重新取一次。', en: 'Do not use it. Fetch again.' },
  keepFile: { zh: '还这样，报平台值班并留下文件。', en: 'If it stays, report and keep the file.' },
  askIssuerConfirm: {
    zh: '告诉签发部门去确认数据。',
    en: 'Tell the issuer to confirm its data.',
  },
});

/** What the clerk can say to the person. */
export const saying = words({
  asYouLike: {
    zh: '“不同意也没关系，不用说为什么。带了证件的话，我照样给您办。”',
    en: '“That is fine; no need to say why. If you have your papers with you, I can go by those.”',
  },
  onceMore: {
    zh: '“刚才的码过时了，麻烦再出示一次。”',
    en: '“That code was too old. Could you show it once more?”',
  },
  notFound: {
    zh: '“这张证照系统里没查到，不是您的问题。您手上有纸质的吗？”',
    en: '“Our system does not have this one. That is not your fault. Do you have it on paper?”',
  },
  expired: {
    zh: '“您这张证过期了，可以当场换，也可以先办这件事、后补。”',
    en: '“This one has expired. You can renew it now, or go on and bring it later.”',
  },
  revoked: {
    zh: '“这张证不能用了。原因要问签发部门，我给您写下来。别的都能接着办。”',
    en: '“This one is no longer in force. The issuer can tell you why; I will write it down. The rest can go on.”',
  },
  suspended: {
    zh: '“您这张证暂停着。找到了就解停，真丢了一起补办，今天照样受理。”',
    en: '“This one is paused. If you found it we lift that; if it is lost we replace it. You are served today all the same.”',
  },
  later: {
    zh: '“那边暂时连不上，我先给您受理，查到了告诉您。”',
    en: '“They cannot be reached just now. I accept your case, and you are told once it is checked.”',
  },
  ourFault: {
    zh: '“是我们这边的毛病，您的资料没有问题，我重新取一次。”',
    en: '“This is our fault; your data are fine. I will fetch it again.”',
  },
});
