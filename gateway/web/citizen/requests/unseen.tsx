/** What a yes leaves unseen: the most sensitive in one sentence, the rest for whoever wants all of it. */
import type { CredentialField } from '../../../../sdk/schemas/credential-types.ts';
import { requests as say } from '../../words/requests.ts';
import { labelOf } from '../../words/words.ts';

/** So many are told at once; with hardly more than that, all are. */
const [FIRST, HARDLY_MORE] = [6, 8] as const;

type Props = {
  /** The most sensitive first. */
  readonly fields: readonly CredentialField[];
  readonly note?: string;
};

export const Unseen = ({ fields, note }: Props) => {
  const first = fields.slice(0, fields.length > HARDLY_MORE ? FIRST : HARDLY_MORE);
  const rest = fields.slice(first.length);
  return (
    <section class="stack tight" aria-labelledby="unseen">
      <h2 id="unseen">{say.willNotSee()}</h2>
      <p>{say.willNotSeeMore([...first.map(labelOf), say.otherCertificates()])}</p>
      {rest.length === 0 ? null : (
        <details>
          <summary>{say.willNotSeeRest({ n: rest.length })}</summary>
          <p>{say.willNotSeeMore(rest.map(labelOf))}</p>
        </details>
      )}
      {note === undefined ? null : <p class="small quiet">{note}</p>}
    </section>
  );
};
