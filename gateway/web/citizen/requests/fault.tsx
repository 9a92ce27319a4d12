/** Why an answer to a request wasn't taken. */
import type { CallProblem } from '../../calls/problem.ts';
import { Note } from '../../parts/notes.tsx';
import { requests as say } from '../../words/requests.ts';

export const DecidingFault = ({
  of,
}: {
  readonly of: { readonly problem: CallProblem | undefined } | undefined;
}) => (
  <div role="alert">
    {of === undefined ? null : (
      <Note kind="bad">
        {of.problem === undefined ? (
          <p>{say.notDone()}</p>
        ) : (
          <p>
            <strong>{of.problem.title}</strong> {of.problem.next}
          </p>
        )}
      </Note>
    )}
  </div>
);
