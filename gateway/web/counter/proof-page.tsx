/** The proof: the verdict first, then the document, how it was checked, and what comes next. */
import { defineComponent, shallowRef } from 'vue';
import { useLoaded } from '../calls/loaded.ts';
import { octagonX, shieldCheck, triangleAlert } from '../icons/icons.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/notes.tsx';
import { usePage } from '../parts/page.ts';
import { RouterLink, useRouter } from '../parts/router.tsx';
import { proof as say } from '../words/counter-proof.ts';
import { timeText } from '../words/dates.ts';
import { language } from '../words/language.ts';
import { type About, findAbout } from './about.ts';
import { AnswerHere, type Known } from './answer-here.tsx';
import { type Answer, countsOf, forgetAnswer } from './answers.ts';
import { Checks } from './checks.tsx';
import { Document } from './document.tsx';
import { explained, useExplained } from './explained.ts';
import { NextSteps } from './next-steps.tsx';
import { RefusedView } from './refused-page.tsx';
import { Steps } from './steps.tsx';

export const ProofPage = defineComponent(() => {
  usePage(say.heading);
  const show = (known: Known, again: () => Promise<void>) =>
    known.answer === undefined ? (
      <RefusedView known={known} onAgain={again} />
    ) : (
      <Shown key={known.answer.kept.id} answer={known.answer} />
    );
  return () => (
    <>
      <Steps at={3} />
      <AnswerHere show={show} />
    </>
  );
});

const Shown = defineComponent(
  (props: { readonly answer: Answer }) => {
    const router = useRouter();
    const about = useLoaded(() => props.answer.kept.matter, findAbout);
    /** Names of what the person says is wrong, as `item field`. */
    const disputed = shallowRef<ReadonlySet<string>>(new Set());
    useExplained();
    const leave = (done: 'accepted'): void => {
      void router.push({ path: '/', query: { done } }).then(() => forgetAnswer(props.answer.kept.id));
    };
    const show = (known: About) => (
      <>
        <Verdict answer={props.answer} disputed={disputed.value.size} />
        <Warnings answer={props.answer} />
        <div class="two">
          <Document answer={props.answer} about={known} disputed={disputed.value} />
          <aside class="stack loose no-print">
            <NextSteps
              answer={props.answer}
              about={known}
              disputed={disputed.value}
              onDispute={(names) => {
                disputed.value = names;
              }}
              onAccept={() => leave('accepted')}
            />
            <Checks answer={props.answer} />
          </aside>
        </div>
      </>
    );
    return () => <ShowLoaded of={about} show={show} />;
  },
  { props: ['answer'] },
);

const Verdict = ({ answer, disputed }: { readonly answer: Answer; readonly disputed: number }) => {
  const { asked, held } = countsOf(answer);
  const kind = disputed > 0 ? 'warn' : held === asked ? 'ok' : held > 0 ? 'warn' : 'bad';
  const icon = { ok: shieldCheck, warn: triangleAlert, bad: octagonX }[kind];
  return (
    <div class={['verdict', kind]}>
      <Icon of={icon} />
      <div role="status">
        <h1 tabindex="-1">{verdictText({ asked, held, disputed })}</h1>
        <p>{saidYes(answer)}</p>
        {held === asked ? null : (
          <p>
            <RouterLink to={`/refused/${answer.kept.id}`}>{say.missing({ n: missingOf(answer) })}</RouterLink>
          </p>
        )}
      </div>
    </div>
  );
};

type Count = { readonly asked: number; readonly held: number; readonly disputed: number };

function verdictText({ asked, held, disputed }: Count): string {
  if (held === 0) return say.none();
  if (disputed > 0) return say.disputedVerdict({ n: disputed });
  return held === asked ? say.valid({ n: asked }) : say.partial({ n: asked, m: held });
}

const missingOf = ({ proof, judged }: Answer): number =>
  proof.items.filter((_, at) => judged.items[at]?.valid !== true).length;

function saidYes({ kept, receivedAt }: Answer): string {
  const time = timeText(receivedAt);
  const methods = Object.values(kept.methods);
  if (methods.includes('officers')) return say.byOfficers({ time });
  return methods.includes('face') ? say.byFace({ time }) : say.agreedAt({ time });
}

/** What holds and should be known all the same. */
const Warnings = ({ answer: { judged } }: { readonly answer: Answer }) => {
  const told = judged.warnings.filter((code) => code !== 'OLDER_HEAD');
  return told.length === 0 ? null : (
    <Note kind="warn">
      <p>
        <strong>{say.warnings()}</strong>
      </p>
      {told.map((code) => (
        <p key={code}>
          {explained(code, language.value)?.meaning ?? code} {explained(code, language.value)?.clerk}
        </p>
      ))}
    </Note>
  );
};
