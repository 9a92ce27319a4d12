/** Where the verdict on a receipt is told. */
import { defineAsyncComponent, defineComponent } from 'vue';
import { Note } from '../../parts/notes.tsx';
import { records as say } from '../../words/records.ts';
import type { Standing } from './checking.ts';
import type { FoundProps } from './found.tsx';

const Found = defineAsyncComponent(async () => (await import('./found.tsx')).Found);

type Props = Omit<FoundProps, 'verdict'> & { readonly standing: Standing | undefined };

export const VerdictPart = defineComponent(
  (props: Props) => () => (
    <div role="status">
      {props.standing === undefined || props.standing === 'checking' ? null : props.standing === 'failed' ? (
        <Note kind="warn">
          <p>{say.notChecked()}</p>
        </Note>
      ) : (
        <Found {...props} verdict={props.standing} />
      )}
    </div>
  ),
  { props: ['of', 'holder', 'standing', 'onComplained'] },
);
