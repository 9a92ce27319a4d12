/** What somebody finds wrong with a record: the reason, and words of their own. */
import { defineComponent, ref } from 'vue';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import { useDeed } from '../../calls/deed.ts';
import { messageCircle } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { ErrorSummary, type Fault, Field, type InputAttributes } from '../../parts/fields.tsx';
import { Options } from '../../parts/options.tsx';
import { records as say } from '../../words/records.ts';
import { isReason, type Reason, reasons } from './complaint-reasons.ts';
import { complain } from './history.ts';

type Props = {
  readonly of: OpenedReceipt;
  readonly holder: string | undefined;
  readonly onComplained: () => void;
};

const MOST_CHARACTERS = 1000;

export const ComplaintForm = defineComponent(
  (props: Props) => {
    const reason = ref<Reason>();
    const text = ref('');
    const faults = ref<readonly Fault[]>([]);
    const name = `complaint-${props.of.number}`;
    const sending = useDeed(async (chosen: Reason) => {
      const words = text.value.trim();
      await complain(props.of.number, props.holder, {
        reason: chosen,
        ...(words === '' ? {} : { text: words }),
      });
      props.onComplained();
    });
    const send = (event: Event): void => {
      event.preventDefault();
      faults.value =
        reason.value === undefined ? [{ id: `${name}-not-there`, text: say.complainFault() }] : [];
      if (reason.value !== undefined) void sending.run(reason.value);
    };
    return () => (
      <form class="stack" onSubmit={send} novalidate>
        <ErrorSummary faults={faults.value} />
        <Options
          name={name}
          legend={say.complainWhat()}
          options={Object.entries(reasons).map(([value, label]) => ({ value, text: label() }))}
          chosen={reason.value}
          onChoose={(value) => {
            if (isReason(value)) reason.value = value;
          }}
        />
        <Field id={`${name}-text`} label={say.complainText()} hint={say.complainTextHint()}>
          {(own: InputAttributes) => (
            <textarea
              {...own}
              rows={3}
              maxlength={MOST_CHARACTERS}
              value={text.value}
              onInput={(event) => (text.value = (event.target as HTMLTextAreaElement).value)}
            />
          )}
        </Field>
        <DeedFault of={sending.fault} />
        <p>
          <Button icon={messageCircle} type="submit" busy={sending.isBusy}>
            {sending.isBusy ? say.complainSending() : say.complainSend()}
          </Button>
        </p>
      </form>
    );
  },
  { props: ['of', 'holder', 'onComplained'] },
);
