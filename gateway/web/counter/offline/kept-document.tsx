/** A proof that was received before, judged here and shown without anything sensitive. */
import { defineComponent, shallowRef } from 'vue';
import type { ItemVerdict, Verdict } from '../../../../sdk/verify/types.ts';
import { octagonX, shieldCheck, triangleAlert } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { timeText } from '../../words/dates.ts';
import { spanText } from '../desk-header.tsx';
import { trustAge } from '../trust.ts';
import { valueText } from '../value-text.ts';
import { fieldText, mayShow, typeText } from './catalogue.ts';
import type { KeptProof } from './proofs.ts';
import { Reason } from './reason.tsx';
import { useProof } from './uses.ts';

type Props = {
  readonly kept: KeptProof;
  readonly verdict: Verdict;
  readonly isUsed: boolean;
  /** Told whether it could be used: somebody may have been faster in another tab. */
  readonly onUse: (wasFree: boolean) => void;
};

export const KeptDocument = defineComponent(
  (props: Props) => {
    const isBusy = shallowRef(false);
    const use = async (): Promise<void> => {
      isBusy.value = true;
      props.onUse(await useProof(props.kept));
      isBusy.value = false;
    };
    return () => {
      const { kept, verdict } = props;
      const { asked, held } = countsOf(kept, verdict);
      return (
        <div class="stack">
          <Heading {...props} asked={asked} held={held} />
          {verdict.valid || held > 0 ? null : <Reason code={verdict.reason} />}
          {held === 0 ? null : <Contents kept={kept} items={verdict.items} />}
          {held === 0 || props.isUsed ? null : (
            <Button busy={isBusy.value} onPress={use}>
              {say.use()}
            </Button>
          )}
        </div>
      );
    };
  },
  { props: ['kept', 'verdict', 'isUsed', 'onUse'] },
);

function countsOf(
  { proof }: KeptProof,
  { items }: Verdict,
): { readonly asked: number; readonly held: number } {
  const sizes = proof.request.asked.map(({ fields }) => fields.length);
  return {
    asked: sizes.reduce((sum, size) => sum + size, 0),
    held: sizes.reduce((sum, size, at) => sum + (items[at]?.valid === true ? size : 0), 0),
  };
}

type Counted = Pick<Props, 'kept'> & { readonly asked: number; readonly held: number };

const Heading = ({ kept, asked, held }: Counted) => {
  const kind = held === asked ? 'ok' : held > 0 ? 'warn' : 'bad';
  const icon = { ok: shieldCheck, warn: triangleAlert, bad: octagonX }[kind];
  const age = spanText(trustAge() ?? 0);
  return (
    <div class={['verdict', kind]}>
      <Icon of={icon} />
      <div>
        <p>
          <strong>{verdictText(asked, held)}</strong>
        </p>
        {held === 0 ? null : <p>{say.judgedHere({ time: timeText(kept.receivedAt), age })}</p>}
      </div>
    </div>
  );
};

function verdictText(asked: number, held: number): string {
  if (held === 0) return say.holdsNot();
  return held === asked ? say.holds({ n: asked }) : say.holdsPartly({ n: asked, m: held });
}

type ContentsProps = { readonly kept: KeptProof; readonly items: readonly ItemVerdict[] };

const Contents = ({ kept, items }: ContentsProps) => (
  <dl class="facts sheet" aria-label={say.contents()}>
    {kept.proof.request.asked.flatMap(({ credentialType, fields }, at) =>
      fields.map((name) => (
        <div key={`${at} ${name}`}>
          <dt>
            {fieldText(credentialType, name)}
            <span class="small quiet from-type">{typeText(credentialType)}</span>
          </dt>
          <dd>
            <Value type={credentialType} name={name} item={items[at]} />
          </dd>
        </div>
      )),
    )}
  </dl>
);

type ValueProps = {
  readonly type: string;
  readonly name: string;
  readonly item: ItemVerdict | undefined;
};

const Value = ({ type, name, item }: ValueProps) => {
  if (item?.valid !== true) return <span class="quiet">{say.refusedItem()}</span>;
  if (!mayShow(type, name)) return <span class="quiet">{say.hidden()}</span>;
  return <strong>{valueText(item.claims[name])}</strong>;
};
