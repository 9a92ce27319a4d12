/** What came of a slip or a proof that was brought, and what the clerk does next. */
import { defineComponent, shallowRef } from 'vue';
import type { SlipReason } from '../../../../sdk/slip/reasons.ts';
import { shieldCheck } from '../../icons/icons.ts';
import { ChoiceOfTwo } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Note, type NoteKind } from '../../parts/notes.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { dateText, longDate, timeText } from '../../words/dates.ts';
import { Conditions } from '../conditions.tsx';
import { ownWindow } from '../kept.ts';
import { keeper } from './begin.ts';
import { conditionsOf, matterText } from './catalogue.ts';
import { KeptDocument } from './kept-document.tsx';
import type { Taken } from './take.ts';
import { useSlip } from './uses.ts';

export const TakenView = defineComponent(
  (props: { readonly of: Taken | 'not-loaded' }) => {
    /** Outcome of what the clerk did with it. */
    const done = shallowRef<'queued' | 'not-person' | 'too-late'>();
    return () => {
      const { of: taken } = props;
      switch (done.value) {
        case 'queued':
          return <Told kind="ok" heading={say.queued()} />;
        case 'not-person':
          return <Told kind="warn" heading={say.notPerson()} />;
        case 'too-late':
          return <Told kind="bad" heading={say.usedSlip()} />;
      }
      if (taken === 'not-loaded') return <Told kind="bad" heading={say.notLoaded()} />;
      switch (taken.kind) {
        case 'slip':
          return (
            <GenuineSlip
              of={taken}
              onDone={(outcome) => {
                done.value = outcome;
              }}
            />
          );
        case 'proof':
          return (
            <KeptDocument
              kept={taken.kept}
              verdict={taken.verdict}
              isUsed={false}
              onUse={(wasFree) => {
                done.value = wasFree ? 'queued' : 'too-late';
              }}
            />
          );
        default:
          return <Refusal of={taken} />;
      }
    };
  },
  { props: ['of'] },
);

type ToldProps = { readonly kind: NoteKind; readonly heading: string; readonly text?: string | undefined };

const Told = ({ kind, heading, text }: ToldProps) => (
  <Note kind={kind}>
    <p>
      <strong>{heading}</strong>
    </p>
    {text === undefined ? null : <p>{text}</p>}
  </Note>
);

type Refused = Exclude<Taken, { kind: 'slip' } | { kind: 'proof' }>;

const Refusal = ({ of }: { readonly of: Refused }) => {
  switch (of.kind) {
    case 'slip-refused':
      return <SlipRefused reason={of.reason} />;
    case 'other-department': {
      const { matter, department } = of.slip;
      const text = say.otherDepartmentNext({ matter, department });
      return <Told kind="warn" heading={say.otherDepartment()} text={text} />;
    }
    case 'used-slip':
      return <Told kind="bad" heading={say.usedSlip()} text={say.usedSlipNext(momentOf(of.usedAt))} />;
    case 'used-proof':
      return <Told kind="bad" heading={say.usedProof()} text={say.usedProofNext(momentOf(of.usedAt))} />;
    case 'stranger':
      return <Told kind="bad" heading={say.stranger()} text={say.strangerNext()} />;
    case 'no-trust':
      return <Told kind="bad" heading={say.awayNoTrust()} />;
    case 'nothing':
      return <Told kind="warn" heading={say.nothing()} text={say.nothingNext()} />;
  }
};

const momentOf = (when = new Date()) => ({ date: dateText(when), time: timeText(when) });

const SlipRefused = defineComponent(
  (props: { readonly reason: SlipReason }) => {
    const explain =
      shallowRef<(reason: SlipReason) => { readonly meaning: string; readonly clerk: string }>();
    void import('./judge.ts').then(({ explainSlipReason }) => {
      explain.value = explainSlipReason;
    });
    return () => (
      <Note kind="bad">
        <p>
          <strong>{say.slipRefused()}</strong>
        </p>
        <p>
          {explain.value?.(props.reason).meaning} {explain.value?.(props.reason).clerk}
        </p>
        <details>
          <summary>{say.forTechnicians()}</summary>
          <p class="small number">{props.reason}</p>
        </details>
      </Note>
    );
  },
  { props: ['reason'] },
);

type GenuineProps = {
  readonly of: Extract<Taken, { kind: 'slip'; text: string }>;
  readonly onDone: (outcome: 'queued' | 'not-person' | 'too-late') => void;
};

const GenuineSlip = defineComponent(
  (props: GenuineProps) => {
    const isBusy = shallowRef(false);
    const conditions = shallowRef<readonly string[]>([]);
    const queue = async (): Promise<void> => {
      isBusy.value = true;
      const { text, slip } = props.of;
      const window = ownWindow.value ?? keeper.value?.windows[0] ?? '';
      const about = { kind: 'slip', text, slip, conditions: conditions.value } as const;
      props.onDone((await useSlip(about, window)) ? 'queued' : 'too-late');
    };
    return () => {
      const { slip } = props.of;
      return (
        <div class="stack">
          <div class="verdict ok">
            <Icon of={shieldCheck} />
            <div>
              <p>
                <strong>{say.slipGenuine()}</strong>
              </p>
              <p>{say.slipWhat()}</p>
            </div>
          </div>
          <dl class="facts sheet">
            <Fact term={say.matter()} text={matterText(slip.matter)} />
            <Fact term={say.number()} text={slip.number} />
            <Fact term={say.lastDay()} text={longDate(slip.lastDay)} />
            <Fact term={say.onSlip()} text={slip.maskedName} />
          </dl>
          <Conditions
            of={conditionsOf(slip.matter)}
            holding={conditions.value}
            onChange={(holding) => {
              conditions.value = holding;
            }}
          />
          <p>
            <strong>{say.isPerson()}</strong>
          </p>
          <ChoiceOfTwo
            isCostly
            yes={{ text: say.yesPerson(), busy: isBusy.value, onPress: queue }}
            no={{ text: say.noPerson(), onPress: () => props.onDone('not-person') }}
          />
        </div>
      );
    };
  },
  { props: ['of', 'onDone'] },
);

const Fact = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd class="name">{text}</dd>
  </div>
);
