/** What happened to a certificate, and who looked at it. */
import { defineComponent, type VNode } from 'vue';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';
import { useLoaded } from '../../calls/loaded.ts';
import type { Names } from '../../calls/names.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { More } from '../../parts/more.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { dateText, timeText } from '../../words/dates.ts';
import { readHistory } from '../own.ts';
import { issuerName } from './item.tsx';

type Props = { readonly of: OwnCredential; readonly names: Names };
type Access = Extract<HistoryEntry, { readonly kind: 'access' }>;
type Change = Exclude<HistoryEntry, Access>;

export const Past = defineComponent(
  (props: Props) => {
    const history = useLoaded(
      () => props.of.id,
      async (_, signal) => (await readHistory(props.of.holder, signal)).items,
    );
    const show = (entries: readonly HistoryEntry[]): VNode => (
      <>
        <Changes of={entries.filter((entry) => isChangeOf(entry, props.of.id))} />
        <Uses of={entries.filter((entry) => isUseOf(entry, props.of.credentialType))} names={props.names} />
      </>
    );
    return () => <ShowLoaded of={history} show={show} />;
  },
  { props: ['of', 'names'] },
);

const isChangeOf = (entry: HistoryEntry, id: string): entry is Change =>
  entry.kind !== 'access' && entry.credential.id === id;

/** Receipts name types and not certificates: with several of a type each shows the uses of all. */
const isUseOf = (entry: HistoryEntry, type: string): entry is Access =>
  entry.kind === 'access' &&
  entry.receipt.receipt.items.some(({ credentialType }) => credentialType === type);

const changes = {
  issued: say.issued,
  replaced: say.replaced,
  suspended: say.suspendedThen,
  reinstated: say.reinstated,
  revoked: say.revokedThen,
  transferred: say.transferred,
} as const;

const Changes = ({ of }: { readonly of: readonly Change[] }) =>
  of.length === 0 ? null : (
    <section class="stack tight" aria-labelledby="changes">
      <h2 id="changes">{say.history()}</h2>
      <ul class="past">
        {of.map(({ id, kind, at, reason }) => (
          <li key={id}>
            <span class="quiet">{dateText(at)}</span>
            <span>
              <strong>{changes[kind]()}</strong>
              {reason === null ? null : <span class="small quiet"> {say.because({ reason })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

const Uses = ({ of, names }: { readonly of: readonly Access[]; readonly names: Names }) => (
  <section class="stack tight" aria-labelledby="uses">
    <h2 id="uses">{say.uses()}</h2>
    {of.length === 0 ? <p class="quiet">{say.usesNone()}</p> : null}
    <More
      items={of.slice(0, MOST)}
      first={3}
      show={(shown) => (
        <ul class="past">
          {shown.map(({ id, at, receipt }) => (
            <li key={id}>
              <span class="quiet">
                {dateText(at)} {timeText(at)}
              </span>
              <span>{useText(receipt.receipt, names)}</span>
            </li>
          ))}
        </ul>
      )}
    />
    <p>
      <RouterLink class="tall" to="/records">
        {say.allRecords()}
      </RouterLink>
    </p>
  </section>
);

const MOST = 10;

function useText({ kind, department }: Access['receipt']['receipt'], names: Names): string {
  if (kind === 'self') return say.usesOwn();
  const who = department === null ? '' : issuerName({ department }, names);
  return kind === 'answered' || kind === 'repeat' ? say.usedBy({ who }) : say.usedNot({ who });
}
