/** What the SDK says of its reasons, once what judges proofs is loaded. */
import { shallowRef } from 'vue';
import type { Explanation } from '../../../sdk/verify/reasons.ts';
import { loadVerifier } from './answers.ts';

type Explain = (code: string, language: 'zh' | 'en') => Explanation | undefined;

const explain = shallowRef<Explain>();

/** Has it loaded; what needs it is shown anew then. */
export function useExplained(): void {
  void loadVerifier()
    .then(({ explainCode }) => {
      explain.value = explainCode;
    })
    .catch(() => {});
}

/** In that language; undefined until loaded, and for a code that this version doesn't know. */
export const explained: Explain = (code, language) => explain.value?.(code, language);
