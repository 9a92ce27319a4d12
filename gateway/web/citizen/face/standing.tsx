/** How a face stands once it was consented to: what is kept, until when, a try, and taking it all back. */
import { defineComponent, type FunctionalComponent, type VNode } from 'vue';
import type { FaceStatus, FaceWithdrawn } from '../../../../sdk/schemas/face.ts';
import { useDeed } from '../../calls/deed.ts';
import { scanFace } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { dateText, longDate, timeText } from '../../words/dates.ts';
import { ownFace as say } from '../../words/own-face.ts';
import { withHolder } from '../acting/holder.ts';
import { digitsIcon, type Purpose, withdrawFace } from './own-face.ts';

type Props = {
  readonly of: FaceStatus;
  readonly holder: string | undefined;
  readonly onWithdrawn: (withdrawn: FaceWithdrawn) => void;
};

export const Standing = defineComponent(
  (props: Props) => {
    const withdrawing = useDeed(async () => props.onWithdrawn(await withdrawFace(props.holder)));
    return () => {
      const { heading, what } = headings[props.of.enrolment?.state ?? 'none'];
      return (
        <>
          <div class="stack tight">
            <h1 tabindex="-1">{heading()}</h1>
            <p>{what()}</p>
          </div>
          <Step of={props.of} holder={props.holder} />
          <Facts of={props.of} />
          <section class="stack tight" aria-label={say.withdraw()}>
            <p class="quiet">{say.withdrawWhat()}</p>
            <Button look="danger" wide busy={withdrawing.isBusy} onPress={withdrawing.run}>
              {withdrawing.isBusy ? say.withdrawing() : say.withdraw()}
            </Button>
            <DeedFault of={withdrawing.fault} />
          </section>
        </>
      );
    };
  },
  { props: ['of', 'holder', 'onWithdrawn'] },
);

const headings = {
  none: { heading: say.agreed, what: say.agreedWhat },
  'to-be-checked': { heading: say.toBeChecked, what: say.toBeCheckedWhat },
  active: { heading: say.active, what: say.activeWhat },
} as const;

/** What can be done next with it; nothing while the engine can't be asked, or face rests. */
const Step = ({ of, holder }: Omit<Props, 'onWithdrawn'>): VNode | null => {
  if (of.enrolment?.state === 'to-be-checked')
    return (
      <p>
        <RouterLink class="button wide" to={withHolder('/code', holder)}>
          <Icon of={digitsIcon} />
          <span>{say.toDigits()}</span>
        </RouterLink>
      </p>
    );
  if (of.offered !== 'on' || of.restsUntil !== null) return null;
  return of.enrolment === null ? (
    <ToCheck purpose="enrol" text={say.enrol()} holder={holder} />
  ) : (
    <ToCheck purpose="verify" text={say.tryIt()} holder={holder} />
  );
};

const ToCheck: FunctionalComponent<{
  readonly purpose: Purpose;
  readonly text: string;
  readonly holder: string | undefined;
}> = ({ purpose, text, holder }) => (
  <p>
    <RouterLink class="button wide" to={withHolder(`/face/check?purpose=${purpose}`, holder)}>
      <Icon of={scanFace} />
      <span>{text}</span>
    </RouterLink>
  </p>
);
ToCheck.props = ['purpose', 'text', 'holder'];

const Facts = ({ of: { consent, enrolment, engine } }: { readonly of: FaceStatus }): VNode => (
  <dl class="facts sheet">
    {consent === null ? null : (
      <Fact
        term={say.consentedAt()}
        text={
          consent.by === 'guardian'
            ? say.byGuardian({ date: longDate(consent.givenAt) })
            : longDate(consent.givenAt)
        }
      />
    )}
    {enrolment === null ? null : (
      <>
        <Fact term={say.since()} text={longDate(enrolment.createdAt)} />
        <Fact
          term={say.lastUsed()}
          text={
            enrolment.usedAt === null
              ? say.neverUsed()
              : `${dateText(enrolment.usedAt)} ${timeText(enrolment.usedAt)}`
          }
        />
        <Fact term={say.endsOn()} text={longDate(enrolment.endsOn)} />
      </>
    )}
    {engine === null ? null : <Fact term={say.state()} text={stateText(engine)} />}
  </dl>
);

const stateText = ({ isPilot, isCalibrated }: NonNullable<FaceStatus['engine']>): string => {
  const calibration = isCalibrated ? say.stateCalibrated() : say.stateUncalibrated();
  return isPilot ? `${say.statePilot()} · ${calibration}` : calibration;
};

const Fact = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);

/** What was destroyed, and the receipt that says so. */
export const Withdrawn: FunctionalComponent<{
  readonly of: FaceWithdrawn;
  readonly holder: string | undefined;
}> = ({ of: { destroyed, receipt }, holder }) => (
  <>
    <div class="stack tight">
      <h1 tabindex="-1">{destroyed ? say.withdrawn() : say.withdrawnOnly()}</h1>
      {destroyed ? null : <p>{say.nothingKept()}</p>}
    </div>
    <section class="sheet stack tight" aria-labelledby="receipt">
      <h2 id="receipt">{say.receipt()}</h2>
      <dl class="facts">
        <Fact term={say.receiptAt()} text={`${longDate(receipt.at)} ${timeText(receipt.at)}`} />
        <div>
          <dt>{say.receiptLeaf()}</dt>
          <dd class="number face-leaf">{receipt.leaf}</dd>
        </div>
      </dl>
      <p class="quiet">{say.receiptWhere()}</p>
      <p>
        <RouterLink class="button" to={withHolder('/records', holder)}>
          {say.toRecords()}
        </RouterLink>
      </p>
    </section>
  </>
);
Withdrawn.props = ['of', 'holder'];
