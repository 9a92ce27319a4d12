/** All records at once: how many, and whether they agree with the ledger. */
import { shieldCheck } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/notes.tsx';
import { records as say } from '../../words/records.ts';
import type { Checking, Whole } from './checking.ts';

type Props = {
  readonly total: number;
  readonly of: Checking['whole']['value'];
  readonly onCheck: () => void;
};

export const Summary = ({ total, of, onCheck }: Props) => (
  <div class="stack tight">
    <div role="status">
      {of === undefined || of === 'checking' ? (
        <p>{say.summary(total)}</p>
      ) : of === 'failed' ? (
        <Note kind="warn">
          <p>{say.notChecked()}</p>
        </Note>
      ) : (
        <Found of={of} />
      )}
    </div>
    <p>
      <Button icon={shieldCheck} busy={of === 'checking'} onPress={onCheck}>
        {of === 'checking' ? say.checking() : of === undefined ? say.checkAll() : say.checkAgain()}
      </Button>
    </p>
  </div>
);

/** As many as are worth a link each. */
const LINKED = 5;

const Found = ({ of: { total, sealing, differing } }: { readonly of: Whole }) => {
  if (differing.length > 0)
    return (
      <Note kind="bad">
        <p>
          <strong>{say.someDiffer(differing.length)}</strong>
        </p>
        <p class="row">
          {differing.slice(0, LINKED).map((number) => (
            <a key={number} class="tall" href={`#record-${number}`} onClick={(event) => goTo(event, number)}>
              {say.toNumber({ n: number })}
            </a>
          ))}
        </p>
      </Note>
    );
  return (
    <Note kind="ok">
      <p>
        <strong>{sealing === 0 ? say.allAgree(total) : say.someSealing(total, sealing)}</strong>
      </p>
      <p class="small">{say.onYourDevice()}</p>
    </Note>
  );
};

function goTo(event: Event, number: number): void {
  event.preventDefault();
  document.getElementById(`record-${number}`)?.focus();
}
