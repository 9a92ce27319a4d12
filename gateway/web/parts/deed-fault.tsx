/** Why something wasn't done, and what to do next; its code only for technical staff. */
import type { Deed } from '../calls/deed.ts';
import { lists } from '../words/lists.ts';
import { Note } from './notes.tsx';

export const DeedFault = ({ of }: { readonly of: Deed<never[], unknown>['fault'] }) => (
  <div role="alert">
    {of === undefined ? null : (
      <Note kind="bad">
        <p>
          <strong>{of === 'unreached' ? lists.perhapsDone() : of.title || lists.notDone()}</strong>
        </p>
        <p>{of === 'unreached' ? lists.perhapsDoneNext() : of.next}</p>
        {of === 'unreached' ? null : (
          <details>
            <summary>{lists.forTechnicians()}</summary>
            <p class="small number">{lists.reference({ code: of.code, id: of.instance })}</p>
          </details>
        )}
      </Note>
    )}
  </div>
);
