/** What looks wrong: the reasons, and later what the department answered. */
import { defineAsyncComponent, defineComponent, ref } from 'vue';
import type { OwnComplaint } from '../../../../sdk/schemas/complaints.ts';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import { messageCircle } from '../../icons/icons.ts';
import { Note } from '../../parts/notes.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { dateText } from '../../words/dates.ts';
import { records as say } from '../../words/records.ts';
import { isReason, reasons } from './complaint-reasons.ts';

/** Comes once somebody complains. */
const ComplaintForm = defineAsyncComponent(async () => (await import('./complaint-form.tsx')).ComplaintForm);

type Props = {
  readonly of: OpenedReceipt;
  readonly holder: string | undefined;
  /** The record's heading, so that each button says which record it is for. */
  readonly what: string;
  readonly who: string;
  readonly complaint: OwnComplaint | undefined;
  readonly onComplained: () => void;
};

export const ComplaintPart = defineComponent(
  (props: Props) => {
    const isOpen = ref(false);
    return () => {
      const { complaint, of, who } = props;
      if (complaint !== undefined) return <Told of={complaint} who={who} />;
      return (
        <div class="stack">
          <p>
            <button
              class="button"
              type="button"
              aria-expanded={isOpen.value ? 'true' : 'false'}
              aria-label={say.complainOf({ what: props.what })}
              onClick={() => (isOpen.value = !isOpen.value)}
            >
              {say.complain()}
            </button>
          </p>
          {!isOpen.value ? null : of.receipt.department === null ? (
            <NobodyToAsk />
          ) : (
            <ComplaintForm of={of} holder={props.holder} onComplained={props.onComplained} />
          )}
        </div>
      );
    };
  },
  { props: ['of', 'holder', 'what', 'who', 'complaint', 'onComplained'] },
);

/** A look of one's own, or of who acts for one: no department stands behind it. */
const NobodyToAsk = () => (
  <Note kind="info">
    <p>{say.selfWrong()}</p>
    <p>
      <RouterLink class="button" to="/settings">
        {say.toSettings()}
      </RouterLink>
    </p>
  </Note>
);

const Told = ({ of, who }: { readonly of: OwnComplaint; readonly who: string }) => (
  <Note kind={of.answer === null ? 'info' : 'plain'} icon={messageCircle}>
    <p>
      <strong>{say.complained({ reason: isReason(of.reason) ? reasons[of.reason]() : of.reason })}</strong>
      {of.text === null ? null : <span> {of.text}</span>}
    </p>
    {of.answer === null ? (
      <p>{say.complainWaiting({ who })}</p>
    ) : (
      <p>
        {say.complainAnswer({ who, date: dateText(of.answeredAt ?? of.createdAt) })} {of.answer}
      </p>
    )}
  </Note>
);
