/** Texts about windows that ask for paper, and the public figures of it. */
import { words } from './words.ts';

export const papers = words({
  title: { zh: '有窗口向我要了纸质证件', en: 'A window asked me for paper' },
  lead: {
    zh: '部门自己能查到的，窗口不该再要原件或复印件。告诉我们，部门要说清楚。不用留名字，我们也不记是谁说的。',
    en: 'No window should ask on paper for what departments can look up. Tell us, and the department has to explain. No name needed, and none is kept.',
  },
  inRequest: { zh: '说的是这一次：', en: 'This is about:' },
  requestText: { zh: '{department}，{window}，{date}', en: '{department}, {window}, {date}' },
  which: { zh: '要了哪一样？', en: 'Which paper did they ask for?' },
  when: { zh: '哪天的事？', en: 'On which day?' },
  today: { zh: '今天，{date}', en: 'Today, {date}' },
  window: { zh: '哪个窗口？（不记得可以不选）', en: 'Which window? (leave it if you do not remember)' },
  windowUnknown: { zh: '不记得了', en: 'I do not remember' },
  text: { zh: '想多说几句（可以不写）', en: 'Anything more (optional)' },
  textHint: { zh: '别写姓名和号码。', en: 'Leave out names and numbers.' },
  matterChosen: { zh: '要办的事：{matter}', en: 'Matter: {matter}' },
  matterOther: { zh: '换一件事', en: 'Another matter' },
  matterFault: { zh: '先选要办的事', en: 'Choose the matter first' },
  typeFault: { zh: '先选要了哪一样', en: 'Choose which paper' },
  send: { zh: '告诉部门', en: 'Tell the department' },
  sending: { zh: '正在发……', en: 'Sending …' },
  sent: { zh: '收到了，部门会看到', en: 'Received. The department will see it' },
  sentNext: {
    zh: '今天还要办？换个窗口，或请窗口“两名工作人员核对”。不行就拨 12345。',
    en: 'Still need it done today? Try another window, ask for “two officers check”, or call 12345.',
  },
  another: { zh: '再说一次', en: 'Report another' },

  figures: { zh: '少要了多少证件，还在要多少', en: 'Papers not needed, papers still asked for' },
  figuresLead: {
    zh: '每个月一算，谁都能看。不到 10 次的不公布，免得认出是谁。',
    en: 'Counted each month, open to all. Fewer than ten are not published, so that nobody can be recognised.',
  },
  month: { zh: '哪个月', en: 'Month' },
  sum: {
    zh: '{month}：至少 {notNeeded} 张证照不用带，至少 {stillAsked} 次还在要。',
    en: '{month}: at least {notNeeded} papers not needed, at least {stillAsked} still asked for.',
  },
  noFigures: {
    zh: '{month}还没有哪一项够 10 次，所以没有数字。',
    en: 'In {month} nothing reached ten, so there are no figures.',
  },
  byMatter: { zh: '一件一件看', en: 'Matter by matter' },
  matterColumn: { zh: '事', en: 'Matter' },
  typeColumn: { zh: '证照', en: 'Certificate' },
  notNeeded: { zh: '不用带', en: 'Not needed' },
  stillAsked: { zh: '还在要', en: 'Still asked' },
  suppressed: { zh: '不到 10', en: 'under 10' },
});
