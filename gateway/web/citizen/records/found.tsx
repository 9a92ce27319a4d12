/** What was found out of a receipt: the verdict first, then why, then what to do. Loaded with the first check. */
import { defineComponent, type FunctionalComponent } from 'vue';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import { useDeed } from '../../calls/deed.ts';
import { check, hourglass, octagonX, phone, shieldCheck } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { countText } from '../../words/dates.ts';
import { elder, language } from '../../words/language.ts';
import { records } from '../../words/records.ts';
import { recordsFound as say } from '../../words/records-found.ts';
import { shared } from '../../words/shared.ts';
import type { Verdict } from './check.ts';
import { complain } from './history.ts';
import { headOf, Path } from './path.tsx';

export type FoundProps = {
  readonly of: OpenedReceipt;
  readonly holder: string | undefined;
  readonly verdict: Verdict;
  readonly onComplained: () => void;
};

export const Found: FunctionalComponent<FoundProps> = ({ of, holder, verdict, onComplained }) => {
  if (verdict.state === 'differs')
    return <Differs of={of} holder={holder} verdict={verdict} onComplained={onComplained} />;
  if (verdict.state === 'sealing')
    return (
      <p class="verdict waiting-one">
        <Icon of={hourglass} />
        {say.sealing()}
      </p>
    );
  return (
    <div class="stack tight">
      <p class="verdict">
        <Icon of={shieldCheck} />
        {say.agrees()}
      </p>
      <p class="small quiet">{records.onYourDevice()}</p>
      <ol class="checks">
        {[
          say.unchanged(),
          say.place({ n: countText((of.evidence?.index ?? 0) + 1) }),
          say.sealed(),
          ...(verdict.isChained ? [say.noneMissing()] : []),
        ].map((text) => (
          <li key={text}>
            <Icon of={check} />
            <span>{text}</span>
          </li>
        ))}
      </ol>
      {elder.value === 'off' ? <Path of={of} /> : null}
    </div>
  );
};

Found.props = ['of', 'holder', 'verdict', 'onComplained'];

/** What to do is one button: the department is asked, or where there is none a person is called. */
const Differs = defineComponent(
  (props: FoundProps) => {
    const telling = useDeed(async () => {
      const code = props.verdict.reason?.code ?? '';
      await complain(props.of.number, props.holder, { reason: 'other', text: say.differsText({ code }) });
      props.onComplained();
    });
    return () => {
      const { reason } = props.verdict;
      const hasDepartment = props.of.receipt.department !== null;
      return (
        <div class="stack tight">
          <p class="verdict wrong">
            <Icon of={octagonX} />
            {say.differs()}
          </p>
          {reason === undefined ? null : (
            <p>
              {reason[language.value].meaning} {reason[language.value].next}
            </p>
          )}
          <p>{hasDepartment ? say.differsDo() : say.differsCall()}</p>
          <p>
            {hasDepartment ? (
              <Button look="danger" busy={telling.isBusy} onPress={telling.run}>
                {say.differsTell()}
              </Button>
            ) : (
              <a class="button danger" href="tel:12345">
                <Icon of={phone} />
                {shared.call12345()}
              </a>
            )}
          </p>
          <DeedFault of={telling.fault} />
          {elder.value !== 'off' || reason === undefined ? null : (
            <details>
              <summary>{say.technical()}</summary>
              <p class="small number">{say.code({ code: reason.code })}</p>
              <Head of={props.of} />
            </details>
          )}
        </div>
      );
    };
  },
  { props: ['of', 'holder', 'verdict', 'onComplained'] },
);

const Head = ({ of }: { readonly of: OpenedReceipt }) => (
  <p class="small number">
    {say.leaf()}: {of.leaf}
    <br />
    {say.root()}: {headOf(of)?.root ?? '–'}
  </p>
);
