/** What was proposed: another administrator confirms or rejects it, the proposer may take it back. */
import { defineComponent } from 'vue';
import type { AdministrationProposal } from '../../../../sdk/schemas/administration.ts';
import { useDeed } from '../../calls/deed.ts';
import type { Paged } from '../../calls/paged.ts';
import { check, hourglass, listChecks, x } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Tag } from '../../parts/notes.tsx';
import { ShowPaged } from '../../parts/paging.tsx';
import { decisions as say } from '../../words/department-decisions.ts';
import { type Catalogue, momentText, typeName } from '../names.ts';
import { decide, ownStaff, type ProposalPath } from '../own.ts';
import { changes, reasonText } from './changes.ts';

type Props = {
  readonly of: Paged<AdministrationProposal>;
  readonly path: ProposalPath;
  readonly names: Catalogue | undefined;
};

export const Proposals = defineComponent(
  (props: Props) => () => (
    <section class="sheet stack" aria-labelledby="proposals">
      <h2 id="proposals">{say.proposals()}</h2>
      <ShowPaged
        of={props.of}
        empty={() => <Blank icon={listChecks} heading={say.proposalsNone()} text={say.proposalsNoneNext()} />}
        show={(items) => (
          <ul class="entries plain">
            {items.map((one) => (
              <li key={one.id} class="stack tight">
                <Proposal of={one} path={props.path} names={props.names} onDone={props.of.loaded.again} />
              </li>
            ))}
          </ul>
        )}
      />
    </section>
  ),
  { props: ['of', 'path', 'names'] },
);

type ProposalProps = Pick<Props, 'path' | 'names'> & {
  readonly of: AdministrationProposal;
  readonly onDone: () => unknown;
};

const Proposal = defineComponent(
  (props: ProposalProps) => {
    const deed = useDeed(async (step: 'confirm' | 'withdraw') => {
      await decide(props.path, props.of.id, step);
      props.onDone();
    });
    return () => {
      const { of } = props;
      return (
        <>
          <p class="row">
            <StateTag of={of} />
            <strong>{whatOf(of, props.names)}</strong>
          </p>
          <Facts of={of} names={props.names} />
          {of.state === 'waiting' ? (
            <Choice isOwn={of.proposedBy === ownStaff()} isRecord={of.statusChange !== null} deed={deed} />
          ) : null}
          <DeedFault of={deed.fault} />
        </>
      );
    };
  },
  { props: ['of', 'path', 'names', 'onDone'] },
);

type Step = { readonly isBusy: boolean; readonly run: (step: 'confirm' | 'withdraw') => unknown };

const Choice = ({ isOwn, isRecord, deed }: { isOwn: boolean; isRecord: boolean; deed: Step }) => (
  <>
    {isOwn ? <p class="quiet">{say.yours()}</p> : null}
    {!isOwn && isRecord ? <p class="quiet">{say.compare()}</p> : null}
    <div class="row">
      {isOwn ? null : (
        <Button icon={check} busy={deed.isBusy} onPress={() => deed.run('confirm')}>
          {deed.isBusy ? say.working() : say.confirm()}
        </Button>
      )}
      <Button icon={x} busy={deed.isBusy} onPress={() => deed.run('withdraw')}>
        {isOwn ? say.withdraw() : say.reject()}
      </Button>
    </div>
  </>
);

function whatOf({ statusChange }: AdministrationProposal, names: Catalogue | undefined): string {
  if (statusChange === null) return say.wholeKey();
  const { type, recordEnding, change } = statusChange;
  return `${changes[change].text()} · ${say.ofRecord({ type: typeName(names, type), ending: recordEnding })}`;
}

const Facts = ({ of }: Pick<ProposalProps, 'of' | 'names'>) => {
  const { statusChange, decidedBy, decidedAt, changed, kid } = of;
  const reason = statusChange?.reason ?? null;
  return (
    <p class="small quiet number">
      {[
        ...(reason === null ? [] : [say.because({ reason: reasonText(reason) })]),
        say.proposedBy({ staff: of.proposedBy, time: momentText(of.proposedAt) }),
        ...(of.state === 'waiting' ? [say.until({ time: momentText(of.expiresAt) })] : []),
        ...(decidedBy === null || decidedAt === null
          ? []
          : [say.decidedBy({ staff: decidedBy, time: momentText(decidedAt) })]),
        ...(changed === null ? [] : [say.changedCount(changed)]),
        ...(kid === null ? [] : [say.keyAdded({ kid: kid.slice(0, 8) })]),
      ].join(' · ')}
    </p>
  );
};

const stateTags = {
  waiting: ['info', hourglass, say.waiting],
  confirmed: ['ok', undefined, say.confirmed],
  withdrawn: ['plain', undefined, say.withdrawn],
  expired: ['warn', undefined, say.expired],
} as const;

const StateTag = ({ of: { state } }: { readonly of: AdministrationProposal }) => {
  const [kind, icon, text] = stateTags[state];
  return icon === undefined ? (
    <Tag kind={kind}>{text()}</Tag>
  ) : (
    <Tag kind={kind} icon={icon}>
      {text()}
    </Tag>
  );
};
