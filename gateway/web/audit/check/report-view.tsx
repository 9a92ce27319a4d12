/** What came of a file, whatever it was. */

import { defineComponent } from 'vue';
import { explainFinding } from '../../../../sdk/audit/words.ts';
import { explainSlip } from '../../../../sdk/slip/reasons.ts';
import { findMatter } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { RouterLink } from '../../parts/router.tsx';
import { checking as say } from '../../words/audit-check.ts';
import { dateText, timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import { nameOf } from '../../words/words.ts';
import type { Report } from '../worker/messages.ts';
import { ProofView } from './proof-view.tsx';
import { ReceiptsView } from './receipts-view.tsx';
import { Verdict } from './verdict.tsx';

export const ReportView = ({ of, name }: { readonly of: Report; readonly name: string }) => {
  switch (of.kind) {
    case 'proof':
      return <ProofView of={of} name={name} />;
    case 'receipts':
      return <ReceiptsView of={of} name={name} />;
    case 'slip':
      return <SlipView of={of} name={name} />;
    case 'trust':
      return <TrustView of={of} name={name} />;
    default: {
      if (of.reason === 'FILE_IS_PDF')
        return (
          <Verdict kind="bad" heading={say.none()} text={say.bare()} name={name} next={say.bareNext()} />
        );
      const { meaning, next } = explainFinding(of.reason, language.value);
      return <Verdict kind="bad" heading={say.none()} text={meaning} name={name} next={next} />;
    }
  }
};

type Of<Kind extends Report['kind']> = {
  readonly of: Report & { readonly kind: Kind };
  readonly name: string;
};

const SlipView = defineComponent(
  (props: Of<'slip'>) => {
    const matter = useLoaded(
      () => props.of.slip?.matter,
      async (code, signal) => (code === undefined ? undefined : findMatter(code, signal)),
    );
    return () => {
      const { slip, reason } = props.of;
      if (slip === undefined) {
        const { meaning, clerk } = explainSlip(reason ?? 'MALFORMED', language.value);
        const heading = say.slipFails({ why: meaning.replace(/[.\u3002]$/, '') });
        return <Verdict kind="bad" heading={heading} text={clerk} name={props.name} />;
      }
      const called = matter.value === undefined ? slip.matter : nameOf(matter.value);
      const text = say.slipHoldsText({ matter: called, day: dateText(slip.lastDay) });
      return <Verdict kind="ok" heading={say.slipHolds()} text={text} name={props.name} />;
    };
  },
  { props: ['of', 'name'] },
);

const TrustView = ({ of: { trust, isOwn }, name }: Of<'trust'>) => {
  const asOf = new Date(1000 * (trust.cities[0]?.asOf ?? 0));
  const time = `${dateText(asOf)} ${timeText(asOf, { withSeconds: true })}`;
  return (
    <>
      <Verdict
        kind={isOwn ? 'ok' : 'bad'}
        heading={say.trustTaken()}
        text={say.trustTakenText({ time })}
        name={name}
        next={isOwn ? undefined : say.trustOther()}
      />
      <p>
        <RouterLink class="button" to="/">
          {say.toLedger()}
        </RouterLink>
      </p>
    </>
  );
};
