/** The verdict on a file: what came out, what that means, and what to do. */
import type { FunctionalComponent } from 'vue';
import { hourglass, octagonX, shieldCheck } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { checking as say } from '../../words/audit-check.ts';

export type VerdictProps = {
  readonly kind: 'ok' | 'bad' | 'info';
  readonly heading: string;
  readonly text: string;
  /** The file's name. */
  readonly name: string;
  readonly next?: string | undefined;
};

const icons = { ok: shieldCheck, bad: octagonX, info: hourglass } as const;

export const Verdict: FunctionalComponent<VerdictProps> = ({ kind, heading, text, name, next }) => (
  <>
    <div class={['verdict', kind]} role="status">
      <Icon of={icons[kind]} />
      <h1 tabindex="-1">{heading}</h1>
      <p>
        {text} <span class="small quiet number fingerprint">{name}</span>
      </p>
    </div>
    {next === undefined ? null : (
      <Note kind="info">
        <p>
          <strong>{say.next()}</strong>
          {next}
        </p>
      </Note>
    )}
  </>
);
Verdict.props = ['kind', 'heading', 'text', 'name', 'next'];
