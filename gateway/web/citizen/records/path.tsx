/** How a receipt was computed up to the seal, for those who want to see it. */
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import { countText } from '../../words/dates.ts';
import { recordsFound as say } from '../../words/records-found.ts';

/** Size and root in a checkpoint's text (C2SP tlog-checkpoint: origin, size, root, one a line). */
export function headOf({
  evidence,
}: OpenedReceipt): { readonly size: number; readonly root: string } | undefined {
  const [, size, root] = evidence?.checkpoint.split('\n') ?? [];
  return size === undefined || root === undefined ? undefined : { size: Number(size), root };
}

export const Path = ({ of }: { readonly of: OpenedReceipt }) => {
  const steps = of.evidence?.inclusion.length ?? 0;
  return (
    <details>
      <summary>{say.howComputed()}</summary>
      <div class="stack tight">
        <svg class="path" viewBox="0 0 420 150" role="img" aria-label={say.pathLabel({ n: steps })}>
          <g class="branches">
            <path d="M30 125V95H90V65H180V35H330" />
            <path d="M90 95h30M180 65h40M330 35h40" stroke-dasharray="4 4" />
          </g>
          <circle class="from-here" cx="30" cy="125" r="9" />
          <circle class="between" cx="90" cy="95" r="7" />
          <circle class="between" cx="180" cy="65" r="7" />
          <circle class="to-here" cx="330" cy="35" r="9" />
          <text x="46" y="132">
            {say.pathRecord()}
          </text>
          <text x="235" y="20">
            {say.pathSeal()}
          </text>
        </svg>
        <p class="small">{say.pathLabel({ n: countText(steps) })}</p>
        <p class="small number">
          {say.leaf()}: {of.leaf}
          <br />
          {say.root()}: {headOf(of)?.root ?? '–'}
        </p>
        <p class="small quiet">{say.technicalTrust()}</p>
      </div>
    </details>
  );
};
