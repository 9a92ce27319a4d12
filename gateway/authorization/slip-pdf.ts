/** The slip on paper: large type, a code to scan, and in words what it stands for. */
import type { SlipForPerson } from '../../sdk/schemas/slips.ts';
import { Paper } from '../paper/paper.ts';

/** In points: to be read without glasses, and by a scanner from a crumpled sheet. */
const TEXT_SIZE = 15;
const CODE_SIDE = 210;

const words = {
  zh: {
    title: '授权纸条',
    use: '到窗口出示这张纸。只能用一次，窗口会核对您的姓名。码里没有证照内容。',
    number: '上面是纸条编号，方便说是哪一张；单凭编号查不到任何内容。',
    name: '本人',
    matter: '办什么事',
    department: '给哪个部门看',
    lastDay: '最后一天',
    shows: '他们会看到',
    holder: (name: string) => `替 ${name} 同意`,
    where: '到哪里办',
    lost: '丢了，或改了主意：登录后撤回，这张纸就不能用了。有问题拨 12345。',
    list: '、',
    between: '：',
  },
  en: {
    title: 'Consent slip',
    use: 'Show this paper at the window. It works once, and the window compares your name. The code holds nothing of your certificates.',
    number: 'The number above says which slip it is; by itself it finds nothing.',
    name: 'Given by',
    matter: 'What for',
    department: 'Who will see',
    lastDay: 'Last day',
    shows: 'They will see',
    holder: (name: string) => `Agreed to for ${name}`,
    where: 'Where to go',
    lost: 'Lost, or changed your mind? Sign in and withdraw it: then this paper is worth nothing. Questions? Call 12345.',
    list: ', ',
    between: ': ',
  },
} as const;

export type Language = keyof typeof words;

export type PrintedSlip = {
  readonly slip: SlipForPerson;
  /** Of the giver. */
  readonly maskedName: string;
  /** The text of its code. */
  readonly ticket: string;
  readonly language: Language;
};

/** The slip as PDF. */
export function printSlip({ slip, maskedName, ticket, language }: PrintedSlip): Promise<Buffer> {
  const say = words[language];
  const inLanguage = (one: { readonly nameZh: string; readonly nameEn: string }): string =>
    language === 'zh' ? one.nameZh : one.nameEn;
  const places = slip.windows.map((window) => {
    const place = language === 'zh' ? window.placeZh : window.placeEn;
    return `${inLanguage(window)}${say.list}${place}`;
  });
  return new Paper({ language, title: say.title, textSize: TEXT_SIZE })
    .heading(say.title)
    .large(slip.number)
    .code(ticket, [say.use, '', say.number], CODE_SIDE)
    .facts([
      [say.lastDay, slip.lastDay],
      [say.name, maskedName],
      [say.matter, `${inLanguage(slip.matter)} (${slip.matter.code})`],
      [say.department, inLanguage(slip.department)],
      [say.shows, linesOfFields(slip, language).join('\n')],
      [say.where, places.join('\n')],
    ])
    .text(say.lost)
    .finish();
}

function linesOfFields({ parties }: SlipForPerson, language: Language): string[] {
  const say = words[language];
  return parties.flatMap(({ holderName, asks }) => [
    ...(holderName === null ? [] : [say.holder(holderName)]),
    ...asks.map(({ nameZh, nameEn, fields }) => {
      const labels = fields.map(({ labelZh, labelEn }) => (language === 'zh' ? labelZh : labelEn));
      return `${language === 'zh' ? nameZh : nameEn}${say.between}${labels.join(say.list)}`;
    }),
  ]);
}
