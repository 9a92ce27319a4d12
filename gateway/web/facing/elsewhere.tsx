/** Where the person says yes: on their phone, by a code to scan here, or after two officers know who they are. This screen alone takes nobody's word. */
import type { FunctionalComponent } from 'vue';
import { smartphone, ticket, users } from '../icons/icons.ts';
import { Note } from '../parts/notes.tsx';
import { facing as say } from '../words/facing.ts';
import type { Party } from './request.ts';

export const Elsewhere: FunctionalComponent<{ readonly of: readonly Party[] }> = ({ of }) => {
  const shown = of.flatMap(({ show }) => (show === null ? [] : [show]));
  // One person may stand for several parties, and scans once.
  const codes = [...new Map(shown.map((code) => [code.svg, code])).values()];
  return (
    <div class="stack loose">
      {codes.map((code) => (
        <Code key={code.svg} of={code} />
      ))}
      {codes.length > 0 ? null : <Way of={of} />}
      <p class="quiet">{say.onlyShows()}</p>
    </div>
  );
};
Elsewhere.props = ['of'];

const Code = ({ of: { svg, twoDigits } }: { readonly of: NonNullable<Party['show']> }) => (
  <div class="sheet facing-code">
    <div class="qr" role="img" aria-label={say.codeToScan()} innerHTML={svg} />
    <div>
      <p>{say.pick()}</p>
      <p class="match number">{twoDigits}</p>
    </div>
  </div>
);

const Way = ({ of }: { readonly of: readonly Party[] }) => {
  const methods = new Set(of.map(({ method }) => method));
  if (of.some(({ waitsForGuardian }) => waitsForGuardian))
    return (
      <Note kind="info" icon={smartphone}>
        <p>{say.guardianWhat()}</p>
      </Note>
    );
  if (methods.has('officers'))
    return (
      <Note kind="info" icon={users}>
        <p>{say.officersWhat()}</p>
      </Note>
    );
  if (methods.has('slip') && methods.size === 1)
    return (
      <Note kind="info" icon={ticket}>
        <p>{say.slipWhat()}</p>
      </Note>
    );
  return (
    <Note kind="info" icon={smartphone}>
      <p>{say.onPhoneWhat()}</p>
    </Note>
  );
};
