/** Who agreed, where it wasn't the person here and now. */
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { Note } from '../../parts/notes.tsx';
import { byWhom as say } from '../../words/requests-by-whom.ts';
import { shared } from '../../words/shared.ts';

const agents: Readonly<Record<string, () => string>> = {
  guardian: say.asGuardian,
  representative: say.asRepresentative,
  mandate: say.asMandate,
};

/** Where somebody else agreed, or the person did beforehand, that is said. */
export const ByWhom = ({ of }: { readonly of: RequestForPerson }) => {
  const texts = of.parties.flatMap(({ method, officers, agreedBy, holders }) => {
    if (method === 'officers') return [say.byOfficers({ officers: shared.list(officers) })];
    if (method === 'slip') return [say.bySlip()];
    if (method === 'face' && agreedBy !== 'guardian') return [say.byFace()];
    const as = agents[agreedBy ?? ''];
    // Who acted may choose for whom; who was acted for may not.
    return as === undefined || holders.length > 0 ? [] : [say.forYou({ as: as() })];
  });
  return texts.length === 0 ? null : (
    <Note kind="info">
      {[...new Set(texts)].map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Note>
  );
};
