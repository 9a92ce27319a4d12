/** The department's signing keys: now, next and before; a further one is proposed here and confirmed by another administrator. */
import { defineComponent, ref } from 'vue';
import type { DepartmentKey } from '../../../../sdk/schemas/administration.ts';
import { useDeed } from '../../calls/deed.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { usePaged } from '../../calls/paged.ts';
import { hourglass, keyRound } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { Table } from '../../parts/table.tsx';
import { countText, longDate } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { decisions as say } from '../../words/department-decisions.ts';
import { lists } from '../../words/lists.ts';
import { type Catalogue, typeName, useCatalogue } from '../names.ts';
import { listKeys, listProposals, propose } from '../own.ts';
import { Proposals } from './proposals.tsx';

const PATH = 'keys/rotation';

export const KeysPage = defineComponent(() => {
  usePage(department.keys);
  const names = useCatalogue();
  const proposals = usePaged(listProposals(PATH));
  const keys = useLoaded(
    () => proposals.loaded.value,
    (_, signal) => listKeys(signal),
  );
  const isProposed = ref(false);
  const deed = useDeed(async () => {
    isProposed.value = false;
    await propose(PATH, undefined);
    isProposed.value = true;
    proposals.loaded.again();
  });
  const inForce = (): number => (keys.value?.items ?? []).filter(({ state }) => state === 'in-force').length;
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{keys.value === undefined ? department.keys() : say.keysHeading(inForce())}</h1>
        <p class="quiet">{say.keysWhat()}</p>
      </div>
      <section class="sheet stack" aria-label={department.keys()}>
        <ShowLoaded
          of={keys}
          show={({ items }) =>
            items.length === 0 ? (
              <Blank icon={keyRound} heading={say.noKeys()} text={say.noKeysNext()} />
            ) : (
              <KeyTable of={items} names={names.value} />
            )
          }
        />
      </section>
      <section class="sheet stack" aria-label={say.rotate()}>
        <p class="quiet">{say.rotateWhat()}</p>
        <p class="quiet">{say.together()}</p>
        <Button icon={keyRound} look="primary" busy={deed.isBusy} onPress={deed.run}>
          {deed.isBusy ? say.proposing() : say.rotate()}
        </Button>
        <div role="status">{isProposed.value ? <Note kind="ok">{say.rotateProposed()}</Note> : null}</div>
        <DeedFault of={deed.fault} />
      </section>
      <Proposals of={proposals} path={PATH} names={names.value} />
    </div>
  );
});

const states = {
  waiting: ['info', hourglass, say.keyWaiting],
  'in-force': ['ok', undefined, say.keyInForce],
  stopped: ['warn', undefined, say.keyStopped],
  ended: ['plain', undefined, say.keyEnded],
} as const;

const StateTag = ({ of }: { readonly of: DepartmentKey['state'] }) => {
  const [kind, icon, text] = states[of];
  return icon === undefined ? (
    <Tag kind={kind}>{text()}</Tag>
  ) : (
    <Tag kind={kind} icon={icon}>
      {text()}
    </Tag>
  );
};

const KeyTable = ({
  of,
  names,
}: {
  readonly of: readonly DepartmentKey[];
  readonly names: Catalogue | undefined;
}) => (
  <Table
    caption={department.keys()}
    columns={[
      { text: say.key() },
      { text: say.keyState() },
      { text: say.keySince() },
      { text: say.keyDue() },
      { text: say.keyTerms(), isLong: true },
    ]}
    rows={of.toReversed().map(({ kid, state, since, rotationDue, terms }) => ({
      key: kid,
      cells: [
        <span class="number">{kid.slice(0, 8)}</span>,
        <StateTag of={state} />,
        since === null ? lists.never() : longDate(since),
        rotationDue === null ? '–' : longDate(rotationDue),
        terms.length === 0 ? '–' : terms.map((term) => termText(term, names)).join(' · '),
      ],
    }))}
  />
);

function termText(
  { credentialType, from, to }: DepartmentKey['terms'][number],
  names: Catalogue | undefined,
): string {
  const type = typeName(names, credentialType);
  // On the ledger places are counted from 0; people count from 1.
  if (to === null) return say.termOpen({ type, from: countText(from + 1) });
  return say.termEnded({ type, from: countText(from + 1), to: countText(to) });
}
