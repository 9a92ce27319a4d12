/** Texts that offer large type to whoever is sixty or older. */
import { words } from './words.ts';

export const largeType = words({
  question: { zh: '字要大一些吗？', en: 'Would larger letters help?' },
  later: {
    zh: '随时能改：点最上面的“大字”。',
    en: 'You can change it at any time: press “Large” at the top.',
  },
  yes: { zh: '要大字', en: 'Yes, large letters' },
  no: { zh: '不用', en: 'No, as it is' },
});
