/** Texts of the start page. */
import { words } from './words.ts';

export const start = words({
  heading: { zh: '办事，不用带证照', en: 'Come as you are. Leave your papers at home.' },
  promise: {
    zh: '您点头，部门替您查。没有您同意，谁也看不到您的资料。',
    en: 'You say yes; the department looks it up. Nobody sees your data without your consent.',
  },

  search: { zh: '您要办什么事？', en: 'What do you need to do?' },
  find: { zh: '查', en: 'Find' },
  examples: { zh: '比如', en: 'For example' },
  exampleBirth: { zh: '上户口', en: 'Register a birth' },
  exampleSchool: { zh: '小学报名', en: 'Primary school' },
  exampleShop: { zh: '开小餐馆', en: 'Small catering' },
  found: {
    zh: (count: number) => `找到 ${count} 件`,
    en: (count: number) => (count === 1 ? '1 found' : `${count} found`),
  },
  foundMore: {
    zh: '先列最像的 {shown} 件，多打几个字能更准',
    en: 'The {shown} closest are listed; type more to narrow it down',
  },
  nothingFound: {
    zh: '没找到“{q}”。换个说法，或',
    en: 'Nothing found for “{q}”. Try other words, or ',
  },
  ask12345: { zh: '拨 12345 问', en: 'call 12345' },

  notToBring: { zh: '不用带', en: 'No need to bring' },
  perhapsNotToBring: {
    zh: '有的情况要核对这些，也不用带',
    en: 'Sometimes these are checked too; no need to bring them either',
  },
  onlyDo: { zh: '您只要', en: 'All you do' },
  toBring: { zh: '这些平台上还没有，要带', en: 'Not on this platform yet, so bring' },
  agreeOnce: {
    zh: (fields: number) => `点一次头：同意他们看 ${fields} 项`,
    en: (fields: number) => `Agree once: they see ${fields === 1 ? '1 fact' : `${fields} facts`}`,
  },
  agreeTogether: {
    zh: (people: number, fields: number) => `${people} 个人各点一次头：一共看 ${fields} 项`,
    en: (people: number, fields: number) =>
      `${people} people agree once each: ${fields} facts are seen in all`,
  },
  agreeNobody: {
    zh: '两名工作人员一起核对，不用谁点头',
    en: 'Two officers check together; nobody has to agree',
  },
  readForm: { zh: '看一遍填好的{name}', en: 'Check what is already filled in: {name}' },
  onSite: { zh: '在窗口当场办：{name}', en: 'Done at the counter: {name}' },
  sign: { zh: '签一份{name}', en: 'Sign: {name}' },
  atOnce: { zh: '当场办好，不用等', en: 'Done at once, no waiting' },
  wait: {
    zh: (days: number) => `等 ${days} 个工作日`,
    en: (days: number) => `Wait ${days === 1 ? '1 working day' : `${days} working days`}`,
  },
  waitWithLaw: {
    zh: (days: number, law: number) => `等 ${days} 个工作日（法定 ${law} 个）`,
    en: (days: number, law: number) =>
      `Wait ${days === 1 ? '1 working day' : `${days} working days`} (law allows ${law})`,
  },
  showCode: { zh: '出示我的码', en: 'Show my code' },
  counters: {
    zh: (levels: readonly Level[]) =>
      `到${levels.map((level) => levelNames[level].zh).join('、')}任何一个窗口都能办。`,
    en: (levels: readonly Level[]) =>
      `Any ${levels.map((level) => levelNames[level].en).join(' or ')} counter serves you.`,
  },

  ways: { zh: '怎样算“您点头”，由您挑', en: 'Saying yes: pick the way that suits you' },
  wayCode: { zh: '出示二维码', en: 'Show a code' },
  wayDigits: { zh: '念八位数字', en: 'Say eight digits' },
  waySlip: { zh: '一张纸条', en: 'A paper slip' },
  wayOfficers: { zh: '窗口人工办', en: 'A person at the counter' },
  allAlike: { zh: '四种办法，能办的事一样多。', en: 'All four reach the same services.' },

  places: { zh: '您要去哪儿？', en: 'Where to?' },
  citizen: { zh: '我的证照', en: 'My certificates' },
  citizenWhat: { zh: '看证照、出示码、查谁用过', en: 'See them, show a code, see who used them' },
  counter: { zh: '窗口', en: 'Counter' },
  counterWhat: { zh: '工作人员受理', en: 'For those who serve people' },
  department: { zh: '部门', en: 'Department' },
  departmentWhat: { zh: '管理证照和数据', en: 'Certificates and data of a department' },
  audit: { zh: '查验', en: 'Audit' },
  auditWhat: { zh: '谁都能查账本，不用登录', en: 'Anyone can check the ledger, no sign-in' },

  scale: { zh: '现在的规模', en: 'Where we are' },
  departments: { zh: '个部门', en: 'departments' },
  certificates: { zh: '种证照', en: 'certificates' },
  matters: { zh: '件事', en: 'matters' },
});

type Level = 'district' | 'town' | 'village';

const levelNames = {
  village: { zh: '村（社区）', en: 'village' },
  town: { zh: '镇（街道）', en: 'town' },
  district: { zh: '区', en: 'district' },
} as const satisfies Record<Level, { readonly zh: string; readonly en: string }>;
