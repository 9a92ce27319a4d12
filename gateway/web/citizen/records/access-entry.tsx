/** One access: what came of it, when, how and for what, the check and the complaint. */
import { defineAsyncComponent } from 'vue';
import type { OwnComplaint } from '../../../../sdk/schemas/complaints.ts';
import type { Receipt } from '../../../../sdk/schemas/receipts.ts';
import { shieldCheck } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { dateText, timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import { listText } from '../../words/lists.ts';
import { records as say } from '../../words/records.ts';
import { nameOf } from '../../words/words.ts';
import {
  agreedText,
  isShown,
  itemText,
  type Known,
  lookOf,
  methodText,
  outcomeText,
  whoText,
} from './access.ts';
import type { Checking } from './checking.ts';
import { ComplaintPart } from './complaint-part.tsx';
import type { Access } from './history.ts';
import { VerdictPart } from './verdict.tsx';

/** Few records have a face in them. */
const FaceFacts = defineAsyncComponent(async () => (await import('./face-facts.tsx')).FaceFacts);

export type EntryProps = {
  readonly of: Access;
  readonly known: Known;
  readonly holder: string | undefined;
  readonly checking: Checking;
  readonly complaint: OwnComplaint | undefined;
  readonly onComplained: () => void;
};

export const AccessEntry = ({ of, known, holder, checking, complaint, onComplained }: EntryProps) => {
  const opened = of.receipt;
  const { receipt, number } = opened;
  const { icon, tone } = lookOf(receipt);
  const what = outcomeText(receipt, known);
  const standing = checking.standings.get(number);
  const isAgreed = typeof standing === 'object' && standing.state !== 'sealing';
  return (
    <article id={`record-${number}`} class={['sheet', 'record', tone]} tabindex="-1">
      <Icon of={icon} />
      <h3>{what}</h3>
      <div class="in stack tight">
        <About of={receipt} known={known} />
        <Facts of={receipt} known={known} />
        {receipt.face === undefined ? null : <FaceFacts of={receipt.face} />}
        <VerdictPart of={opened} holder={holder} standing={standing} onComplained={onComplained} />
        {isAgreed ? null : (
          <p>
            <button
              class="button"
              type="button"
              aria-busy={standing === 'checking' ? 'true' : undefined}
              aria-label={say.checkOf({ what })}
              onClick={() => (standing === 'checking' ? undefined : void checking.one(opened, holder))}
            >
              <Icon of={shieldCheck} />
              {standing === 'checking'
                ? say.checking()
                : standing === undefined
                  ? say.check()
                  : say.checkAgain()}
            </button>
          </p>
        )}
        <ComplaintPart
          of={opened}
          holder={holder}
          what={what}
          who={whoText(receipt, known)}
          complaint={complaint}
          onComplained={onComplained}
        />
        {receipt.request === null || holder !== undefined ? null : (
          <p>
            <a class="tall" href={`/papers?${new URLSearchParams({ request: receipt.request })}`}>
              {say.paperLink()}
            </a>
          </p>
        )}
      </div>
    </article>
  );
};

const About = ({ of, known }: { readonly of: Receipt; readonly known: Known }) => {
  const method = methodText(of);
  const agreed = agreedText(of);
  const matter = of.matter === null ? undefined : known.directory.matter(of.matter);
  const window = of.window === null ? undefined : known.directory.window(of.window);
  const place = window === undefined ? undefined : nameOf(window);
  const lines = [
    [`${dateText(of.at)} ${timeText(of.at)}`, ...(method === undefined ? [] : [method])].join(' · '),
    ...(matter === undefined ? [] : [say.forWhat({ matter: nameOf(matter) })]),
    ...(place === undefined ? [] : [say.where({ window: place })]),
    ...(agreed === undefined ? [] : [agreed]),
    ...(of.officers === undefined || of.officers.length === 0
      ? []
      : [say.officers({ numbers: listText(of.officers) })]),
    ...(of.tries === undefined || of.tries < 2 ? [] : [say.tries({ n: of.tries })]),
    ...(of.kind === 'not-entitled'
      ? [say.tooMuch({ fields: listText(of.items.map((item) => itemText(item, known))) })]
      : []),
  ];
  return (
    <ul class="about quiet">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};

const Facts = ({ of, known }: { readonly of: Receipt; readonly known: Known }) =>
  of.items.length === 0 || of.kind === 'not-entitled' ? null : (
    <details>
      <summary>{say.whichFacts()}</summary>
      <ul class="small">
        {of.items.map((item) => (
          <li key={`${item.credentialType} ${item.outcome}`}>
            {itemText(item, known)}
            {of.kind === 'answered' && !isShown(item) ? <strong> · {say.notGiven()}</strong> : null}
          </li>
        ))}
        {of.article === null || language.value === 'en' ? null : (
          <li>{say.article({ article: of.article })}</li>
        )}
      </ul>
    </details>
  );
