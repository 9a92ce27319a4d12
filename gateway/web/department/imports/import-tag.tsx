/** How an import stands, in a word. */
import type { ImportReport } from '../../../../sdk/schemas/issuing.ts';
import { hourglass } from '../../icons/icons.ts';
import { Tag } from '../../parts/notes.tsx';
import { countText } from '../../words/dates.ts';
import { imports as say } from '../../words/department-import.ts';

export const ImportTag = ({ of: { state, faulty } }: { readonly of: ImportReport }) => {
  if (state === 'running')
    return (
      <Tag kind="info" icon={hourglass}>
        {say.stateRunning()}
      </Tag>
    );
  if (state === 'failed') return <Tag kind="bad">{say.stateFailed()}</Tag>;
  return faulty === 0 ? (
    <Tag kind="ok">{say.stateDone()}</Tag>
  ) : (
    <Tag kind="warn">{`${say.faulty()} ${countText(faulty)}`}</Tag>
  );
};
