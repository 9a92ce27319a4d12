/** For technical staff: codes, and what the SDK says of them. */
import { proof } from '../words/counter-proof.ts';
import { language } from '../words/language.ts';
import type { Known } from './answer-here.tsx';
import { explained } from './explained.ts';
import { missesOf } from './misses.ts';

export const Technical = ({ known }: { readonly known: Known }) => (
  <details>
    <summary>{proof.forTechnicians()}</summary>
    <ul class="plain small number">
      {missesOf(known).map(({ code, types, issuers }) => (
        <li key={code}>
          {[code, ...types, ...issuers, known.kept?.id].join(' · ')}
          <br />
          {explained(code, language.value)?.meaning}
        </li>
      ))}
    </ul>
  </details>
);
