/** What a person consents to before a template of their face is kept: the one text that the page shows, and whose hash the gateway keeps with the consent. */

/** One language's words, in the order in which they are shown. */
export type FaceConsentWords = {
  readonly question: string;
  readonly lead: string;
  readonly promises: readonly { readonly title: string; readonly text: string }[];
  readonly facts: readonly { readonly term: string; readonly text: string }[];
};

/** What has to be told before consent: Personal Information Protection Law, articles 17, 29, 30 and 31. */
export const faceConsentWords: Readonly<Record<'zh' | 'en', FaceConsentWords>> = {
  zh: {
    question: '要用刷脸吗？',
    lead: '以后到窗口，看一眼镜头，再输身份号码后四位和出生月份，就不用拿手机。不开通，什么都照办。',
    promises: [
      { title: '不存您的照片', text: '照片认完就丢。只留一串加密的数字，您看得到什么时候用过。' },
      { title: '随时可以撤回', text: '撤回就销毁，给您一张销毁凭据。连续 12 个月不用，自动销毁。' },
      { title: '永远不是唯一的办法', text: '二维码、八位数字、纸条、窗口人工，能办的事一样多。' },
    ],
    facts: [
      { term: '谁处理', text: '本市办事平台，用平台自己的或政务部门的认脸程序，不给别人' },
      { term: '拿来做什么', text: '只在您办事时认出您' },
      {
        term: '怎么处理',
        text: '您照着做三个动作，拍几张照片，变成一串数字；第一次还和您身份凭证上的照片比一比',
      },
      {
        term: '有什么影响',
        text: '脸是敏感信息，程序也会认错。所以光凭脸不算数，还要核对您输的号码和月份',
      },
      { term: '留多久', text: '到您撤回，或连续 12 个月没用过为止。同意和撤回的记录会留下，里面没有您的脸' },
      {
        term: '凭什么',
        text: '您的单独同意（《个人信息保护法》第29条；《人脸识别技术应用安全管理办法》，2025年6月1日起施行）',
      },
      { term: '不满 14 岁', text: '由监护人来同意' },
    ],
  },
  en: {
    question: 'Do you want to use your face?',
    lead: 'At a counter you look at a camera and enter the last four of your number and your month of birth; no phone needed. Without it, everything works just the same.',
    promises: [
      {
        title: 'No picture is kept',
        text: 'Pictures are dropped once they are looked at. An encrypted string of numbers stays, and you see when it was used.',
      },
      {
        title: 'Take it back any time',
        text: 'We then destroy it and give you a receipt. Unused for 12 months, it is destroyed by itself.',
      },
      {
        title: 'Never the only way',
        text: 'A code, eight digits, a slip or a person at the counter reach the same services.',
      },
    ],
    facts: [
      {
        term: 'Who handles it',
        text: 'The city’s service platform, with its own recogniser or a government department’s; nobody else',
      },
      { term: 'What for', text: 'Only to recognise you when you use a service' },
      {
        term: 'How',
        text: 'You make three movements; a few pictures are taken and turned into a string of numbers. The first time they are also compared with the portrait in your identity credential',
      },
      {
        term: 'What it means for you',
        text: 'A face is sensitive, and a recogniser can be wrong. So a face alone never counts: the number and month that you enter have to fit too',
      },
      {
        term: 'How long',
        text: 'Until you take it back, or it was not used for 12 months. The record that you agreed or took it back stays; it holds nothing of your face',
      },
      {
        term: 'Legal basis',
        text: 'Your separate consent (Personal Information Protection Law, art. 29; Measures for Security Management of Face Recognition Technology, in force since 1 June 2025)',
      },
      { term: 'Under 14', text: 'A guardian decides' },
    ],
  },
};

const paragraphs = ({ question, lead, promises, facts }: FaceConsentWords): readonly string[] => [
  question,
  lead,
  ...promises.flatMap(({ title, text }) => [title, text]),
  ...facts.flatMap(({ term, text }) => [term, text]),
];

/** The text as it is hashed. Whoever changes a word raises the version. */
export const faceConsentText: {
  readonly version: number;
  readonly zh: readonly string[];
  readonly en: readonly string[];
} = { version: 1, zh: paragraphs(faceConsentWords.zh), en: paragraphs(faceConsentWords.en) };
