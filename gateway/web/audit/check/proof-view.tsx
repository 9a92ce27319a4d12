/** What came of a proof. */
import { explain, findReason } from '../../../../sdk/verify/reasons.ts';
import { checking as say } from '../../words/audit-check.ts';
import { dateText, timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import type { ProofGroup, ProofReport } from '../worker/messages.ts';
import { CheckSheet } from './check-sheet.tsx';
import { Lines, type LineWords } from './lines.tsx';
import { Verdict } from './verdict.tsx';

const words: Readonly<Record<ProofGroup, LineWords>> = {
  content: { heading: say.content, text: say.contentText },
  accredited: { heading: say.accredited, text: say.accreditedText },
  anchored: { heading: say.anchored, text: say.anchoredText },
  state: { heading: say.state, text: say.stateText },
  audience: { heading: say.audience, text: say.audienceText },
  holder: { heading: say.holder, text: say.holderText },
  complete: { heading: say.complete, text: say.completeText },
  view: { heading: say.view, text: say.viewText },
  paper: { heading: say.paper, text: say.paperText },
};

export const ProofView = ({ of, name }: { readonly of: ProofReport; readonly name: string }) => (
  <>
    <ProofVerdict of={of} name={name} />
    <CheckSheet report={of}>
      <Lines of={of.lines} words={words} meaningOf={meaningOf} whyNot={(line) => whyNot(line, of)} />
    </CheckSheet>
  </>
);

const ProofVerdict = ({ of, name }: { readonly of: ProofReport; readonly name: string }) => {
  const at = new Date(of.at);
  if (of.holds) {
    const text = say.proofHoldsText(of.fields, `${dateText(at)} ${timeText(at, { withSeconds: true })}`);
    return <Verdict kind="ok" heading={say.proofHolds()} text={text} name={name} />;
  }
  if (of.reason === undefined)
    return <Verdict kind="bad" heading={say.paperFails()} text="" name={name} next={say.paperNext()} />;
  if (isContentLost(of))
    return (
      <Verdict
        kind="bad"
        heading={say.contentFails()}
        text={say.contentFailsText()}
        name={name}
        next={say.suspect()}
      />
    );
  const { meaning, clerk } = explain(of.reason, language.value);
  return (
    <Verdict
      kind="bad"
      heading={say.proofFails({ why: meaning.replace(/[.\u3002]$/, '') })}
      text={clerk}
      name={name}
      next={say.suspect()}
    />
  );
};

/** A later gateway may refuse for reasons that this page doesn't know. */
function meaningOf(code: string): string {
  const reason = findReason(code);
  return reason === undefined ? code : explain(reason, language.value).meaning;
}

const isContentLost = ({ lines }: ProofReport): boolean =>
  lines.some(({ name, outcome }) => name === 'content' && outcome === 'fails');

function whyNot(name: ProofGroup, report: ProofReport): string {
  if (isContentLost(report)) return say.contentLost();
  return name === 'audience' ? say.noRequest() : say.notReached();
}
