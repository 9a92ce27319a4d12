/** Texts of the counter without a network. */
import { words } from './words.ts';

export const offline = words({
  title: { zh: '没有网也能验', en: 'Checking without a network' },
  away: {
    zh: '没有网。已收到的证明和纸条照样能验，信任数据是 {age}前的；这一笔先记着，联网后补验。',
    en: 'No network. Proofs already here and slips can be checked with trust data {age} old; this use is queued and checked once online.',
  },
  awayNoTrust: {
    zh: '没有网，这台电脑也没有信任数据，什么都验不了。收原件先受理，联网后再查；急事拨 12345。',
    en: 'No network, and this computer has no trust data: nothing can be checked. Accept originals now and look it up later; in a hurry call 12345.',
  },
  awayOld: {
    zh: '信任数据是 {age}前的，超过 24 小时，不能再拿来验。收原件先受理，联网后再查；急事拨 12345。',
    en: 'The trust data are {age} old, more than 24 hours: nothing may be checked with them. Accept originals now and look it up later; in a hurry call 12345.',
  },
  online: {
    zh: '现在有网，照常办。没有网的时候，这一页还能打开。',
    en: 'You are online: work as usual. This page also opens without a network.',
  },
  toMatters: { zh: '去办事', en: 'To the matters' },
  stranded: { zh: '没有网，先到这里', en: 'No network: go on here' },
  strandedWhy: {
    zh: '新的查询要等有网。收到过的证明和纸条现在就能验。',
    en: 'New requests wait for the network. Proofs already here and slips can be checked now.',
  },
  open: { zh: '验收到过的证明和纸条', en: 'Check proofs already here, and slips' },
  nobody: { zh: '没有可以看的', en: 'Nothing to show' },
  nobodyWhy: {
    zh: '登录过、还没退出、不超过 12 小时，没有网时才能用。现在收原件先受理；急事拨 12345。',
    en: 'It works without a network only while a clerk is signed in, for at most 12 hours. Accept originals now; in a hurry call 12345.',
  },

  bring: { zh: '验一张', en: 'Check one' },
  bringHow: {
    zh: '扫纸条上的码，或把收到过的证明文件拖到这里。扫码枪随时能扫。',
    en: 'Scan the code on a slip, or drop a proof file that was received here. A hand scanner works at any time.',
  },
  file: { zh: '选证明文件', en: 'Choose a proof file' },
  textLabel: { zh: '或者把码里的字打在这里', en: 'Or type the text of the code' },
  check: { zh: '验', en: 'Check it' },
  camera: { zh: '用相机扫', en: 'Scan with the camera' },
  checking: { zh: '正在验……', en: 'Checking …' },

  slipGenuine: { zh: '真的，还没核销', en: 'Genuine, not redeemed' },
  slipWhat: {
    zh: '现在看不到任何资料。先记着，联网后核销，那时才有证明；在别处用过的会被拒绝。',
    en: 'It shows no data now. It is queued and redeemed once online, which gives the proof; one used elsewhere is refused then.',
  },
  matter: { zh: '事项', en: 'Matter' },
  number: { zh: '编号', en: 'Number' },
  lastDay: { zh: '最后一天', en: 'Last day' },
  onSlip: { zh: '纸条上的人', en: 'Name on the slip' },
  isPerson: { zh: '站在面前的是这位吗？', en: 'Is this who stands before you?' },
  yesPerson: { zh: '是本人，记下', en: 'Yes, queue it' },
  noPerson: { zh: '不是', en: 'No' },
  notPerson: {
    zh: '没有记下。请本人来，或换个办法：收原件、两名同事核对。',
    en: 'Not queued. The person has to come, or use another way: originals, or two officers.',
  },
  queued: { zh: '记下了，联网后自动补验。', en: 'Queued. It is checked by itself once online.' },
  usedSlip: {
    zh: '这张纸条在这里记过了，不能用第二次',
    en: 'This slip was taken here already; it cannot be used twice',
  },
  usedSlipNext: {
    zh: '{date} {time} 记的。再办一件事，请本人换个办法。',
    en: 'Taken on {date} at {time}. For another matter the person uses another way.',
  },
  otherDepartment: {
    zh: '这张纸条是真的，但给别的部门',
    en: 'This slip is genuine, but for another department',
  },
  otherDepartmentNext: {
    zh: '事项 {matter}，部门 {department}。请本人到那个部门的窗口，这里没有记下，纸条还能用。',
    en: 'Matter {matter}, department {department}. Send the person to a window of that department; nothing was queued and the slip can still be used.',
  },
  slipRefused: { zh: '这张纸条不能收', en: 'This slip cannot be taken' },
  usedProof: {
    zh: '这份证明在这里用过了，不能用第二次',
    en: 'This proof was used here already; it cannot be used twice',
  },
  usedProofNext: {
    zh: '{date} {time} 用的。再办一件事，要请本人再点一次头。',
    en: 'Used on {date} at {time}. Another matter needs another yes of the person.',
  },
  stranger: {
    zh: '这份证明不是这台电脑要来的',
    en: 'This proof was not asked for by this computer',
  },
  strangerNext: {
    zh: '没法知道它是不是给这个窗口的，不能收。有网以后请本人点头再查；急着办，收原件。',
    en: 'Whether it is meant for this counter cannot be known, so it cannot be taken. Ask anew once online; in a hurry accept originals.',
  },
  nothing: { zh: '这不是纸条，也不是证明', en: 'This is neither a slip nor a proof' },
  nothingNext: {
    zh: '扫近一点、平一点，再扫一次。手机上的码要有网才能用；没有网，收原件先受理。',
    en: 'Scan again, closer and flatter. Codes on a phone need the network; without one accept originals.',
  },
  notLoaded: {
    zh: '验证的程序没取到。连上网打开一次这一页，以后没有网也能用。',
    en: 'The program that checks is not here. Open this page once with a network; afterwards it works without.',
  },

  received: { zh: '收到过的证明', en: 'Proofs received here' },
  receivedNone: {
    zh: '还没有。有网时收到的证明，会加密留到您退出，最多 12 小时。',
    en: 'None yet. Proofs received online stay here, encrypted, until you sign out and at most 12 hours.',
  },
  receivedAt: { zh: '{time} 收到', en: 'received at {time}' },
  show: { zh: '看并验', en: 'Open and check' },
  hide: { zh: '收起', en: 'Close' },
  holds: { zh: '{n} 项全部属实', en: 'All {n} facts hold' },
  holdsPartly: { zh: '{n} 项里 {m} 项属实', en: '{m} of {n} facts hold' },
  holdsNot: { zh: '这份证明不能用', en: 'This proof cannot be used' },
  judgedHere: {
    zh: '刚在这台电脑上验的：{time} 收到时属实，信任数据是 {age}前的。之后有没有作废，联网才知道。',
    en: 'Just checked on this computer: it held when received at {time}, with trust data {age} old. Whether anything was revoked since is known only online.',
  },
  contents: { zh: '核验内容', en: 'What was checked' },
  hidden: { zh: '敏感信息，没有网时不显示', en: 'Sensitive; not shown without a network' },
  refusedItem: { zh: '没查成', en: 'Not shown' },
  use: { zh: '用它办，先记着', en: 'Use it; queue the check' },
  usedHere: { zh: '用过了', en: 'Used' },

  uses: { zh: '没有网时用的', en: 'Used without a network' },
  usesNone: { zh: '没有要补验的。', en: 'Nothing waits to be checked.' },
  aProof: { zh: '证明', en: 'Proof' },
  aSlip: { zh: '纸条 {number}', en: 'Slip {number}' },
  stateQueued: { zh: '尚未联网核验', en: 'Not checked online yet' },
  stateChecked: { zh: '联网核验过，属实', en: 'Checked online; it holds' },
  stateRedeemed: { zh: '联网核销了，证明已收到', en: 'Redeemed online; the proof is here' },
  stateRefused: { zh: '联网核验没通过', en: 'Refused when checked online' },
  keepOpen: {
    zh: '还有 {n} 笔没有联网核验。退出就清掉了，先等它们验完。',
    en: '{n} still wait to be checked online. Signing out clears them: let them be checked first.',
  },
  openProof: { zh: '看证明全部内容', en: 'Open the whole proof' },
  checkNow: { zh: '现在补验', en: 'Check them now' },
  clear: { zh: '清掉验完的', en: 'Clear what is settled' },
  signInFirst: { zh: '登录，接着补验', en: 'Sign in and go on' },
  told: {
    zh: (ok: number, bad: number) => `补验完了：${ok} 笔属实，${bad} 笔没通过`,
    en: (ok: number, bad: number) => `Checked: ${ok} hold, ${bad} refused`,
  },
  forTechnicians: { zh: '给技术人员看', en: 'For technical staff' },
});

/** Why what was queued didn't hold, and what the clerk does then; by the gateway's code. */
export const offlineRefusals = words({
  SLIP_ALREADY_REDEEMED: {
    zh: '这张纸条在别处先用了。两个窗口各有一笔人工核对，去“核对”里写明情况；联系本人补一次点头，或补交材料。',
    en: 'The slip was redeemed elsewhere first. Both windows have a manual check: write down under “Checks” what happened, and ask the person for another yes or for papers.',
  },
  SLIP_NOT_ACCEPTED: {
    zh: '纸条撤回了、过期了，或不是这件事的。联系本人补一次点头，或补交材料。',
    en: 'The slip was withdrawn, is over, or stands for something else. Ask the person for another yes or for papers.',
  },
  SLIP_DOES_NOT_COVER: {
    zh: '纸条没有包括这件事要的全部内容。联系本人补一次点头，或补交材料。',
    en: 'The slip does not cover all that the matter asks for. Ask the person for another yes or for papers.',
  },
  SEVERAL_PEOPLE: {
    zh: '这件事要几个人点头，一张纸条不够，纸条没有用掉。请几位都到窗口，在“请本人点头”那一步一起扫。',
    en: 'This matter needs several people, so that one slip is not enough; it was not used up. Ask all of them to the window and scan together.',
  },
  NAME_DIFFERS: {
    zh: '纸条上的名字和现在登记的不一样，没有取证明。请本人带证件来窗口核对。',
    en: 'The name on the slip is not the one registered now, so no proof was fetched. Ask the person to come with a document.',
  },
  PERHAPS_REDEEMED_HERE: {
    zh: '纸条已经用掉，可能就是这台电脑上一次连网时用的，结果没收到。去“核对”里看；要证明，请本人再点一次头。',
    en: 'The slip is used up, perhaps by this computer when its answer got lost. Look under “Checks”; for a proof the person says yes once more.',
  },
  PROOF_GONE: {
    zh: '这份证明在这台电脑上已经清掉了，没法补验。请本人再点一次头。',
    en: 'The proof is no longer on this computer and cannot be checked. Ask the person for another yes.',
  },
  other: {
    zh: '网络通了，但没有验过。请本人再点一次头，或补交材料；还不行，报平台值班。',
    en: 'It could not be confirmed. Ask the person for another yes or for papers; if it stays so, report it.',
  },
});
