/** What came of records of use. */
import { explainFinding } from '../../../../sdk/audit/words.ts';
import { Tag } from '../../parts/notes.tsx';
import { checking as say } from '../../words/audit-check.ts';
import { tableDate, timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import type { OneReceipt, ReceiptLine, ReceiptsReport } from '../worker/messages.ts';
import { CheckSheet } from './check-sheet.tsx';
import { Lines, type LineWords } from './lines.tsx';
import { Verdict } from './verdict.tsx';

const words: Readonly<Record<ReceiptLine['name'], LineWords>> = {
  form: { heading: say.form, text: say.formText },
  city: { heading: say.city, text: say.cityText },
  opening: { heading: say.opening, text: say.openingText },
  inclusion: { heading: say.inclusion, text: say.inclusionText },
  checkpoint: { heading: say.checkpoint, text: say.checkpointText },
  ledger: { heading: say.ledger, text: say.ledgerText },
  number: { heading: say.number, text: say.numberText },
  chain: { heading: say.chain, text: say.chainText },
};

export const ReceiptsView = ({ of, name }: { readonly of: ReceiptsReport; readonly name: string }) => (
  <>
    <ReceiptsVerdict of={of} name={name} />
    <CheckSheet report={of}>
      {of.isWholeList ? (
        <ul class="entries plain">
          {of.receipts.map((one) => (
            <li key={one.place}>
              <details open={one.state === 'differs'}>
                <summary>
                  {say.record({ place: one.place })} · <span class="number">{momentText(one.at)}</span>{' '}
                  <StateTag of={one.state} />
                </summary>
                <ReceiptLines of={one} />
              </details>
            </li>
          ))}
        </ul>
      ) : (
        of.receipts.map((one) => <ReceiptLines key={one.place} of={one} />)
      )}
    </CheckSheet>
  </>
);

const momentText = (at: string): string => `${tableDate(at)} ${timeText(at)}`;

type Code = Parameters<typeof explainFinding>[0];
const explained = (reason: string) => explainFinding(reason as Code, language.value);

const ReceiptsVerdict = ({ of, name }: { readonly of: ReceiptsReport; readonly name: string }) => {
  if (of.state === 'agrees') {
    const text = of.isWholeList ? say.receiptsAgreeText(of.receipts.length) : say.receiptAgreesText();
    return <Verdict kind="ok" heading={say.receiptAgrees()} text={text} name={name} />;
  }
  if (of.state === 'sealing')
    return <Verdict kind="info" heading={say.receiptSealing()} text={say.receiptSealingText()} name={name} />;
  const reason = of.receipts.find(({ state }) => state === 'differs')?.reason;
  if (reason === undefined)
    return <Verdict kind="bad" heading={say.unread()} text={say.unreadNext()} name={name} />;
  const { meaning, next } = explained(reason);
  return (
    <Verdict
      kind="bad"
      heading={say.receiptDiffers({ why: meaning.replace(/[.\u3002]$/, '') })}
      text={next}
      name={name}
      next={say.suspect()}
    />
  );
};

const StateTag = ({ of }: { readonly of: OneReceipt['state'] }) => {
  if (of === 'agrees') return <Tag kind="ok">{say.holds()}</Tag>;
  return of === 'sealing' ? <Tag kind="info">{say.waiting()}</Tag> : <Tag kind="bad">{say.fails()}</Tag>;
};

const ReceiptLines = ({ of: { lines } }: { readonly of: OneReceipt }) => (
  <Lines
    of={lines}
    words={words}
    meaningOf={(reason) => explained(reason).meaning}
    whyNot={() => say.notReached()}
  />
);
