/** The verdict, and the whole audit with how far it has come. */
import { defineComponent, onScopeDispose, ref } from 'vue';
import { circleX, pause, refreshCw, shieldCheck } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Progress } from '../../parts/progress.tsx';
import { audit as say } from '../../words/audit.ts';
import { countText, dateText, timeText } from '../../words/dates.ts';
import { keptTrust } from '../trust.ts';
import { meaningOf } from './finding-words.ts';
import { lastRun } from './last-run.ts';
import { findings, run, secondsLeft, startRun, stopRun } from './run.ts';

export const RunPanel = defineComponent(() => {
  const now = ref(Date.now());
  const turns = setInterval(() => {
    now.value = Date.now();
  }, 1_000);
  onScopeDispose(() => clearInterval(turns));
  return () => (
    <section class="sheet verdict-sheet stack" aria-labelledby="verdict">
      <div class="verdict-line">
        <Icon of={iconOf()} />
        <div>
          <h1 id="verdict" tabindex="-1" class={tone()}>
            {verdict()}
          </h1>
          <p class="visually-hidden" role="status">
            {run.phase === 'idle' || run.phase === 'interrupted' ? '' : verdict()}
          </p>
          <p class="quiet">{explanation()}</p>
          <LastRun />
        </div>
        <Button icon={refreshCw} look="primary" busy={run.phase === 'running'} onPress={startRun}>
          {run.phase === 'running' ? say.runBusy() : run.phase === 'idle' ? say.run() : say.runAgain()}
        </Button>
      </div>
      {run.phase === 'running' ? <Running now={now.value} /> : null}
      <p class="small quiet">{keptTrust.given() === undefined ? say.firstUse() : say.byTrustFile()}</p>
      <OwnWay />
    </section>
  );
});

function verdict(): string {
  const [first] = findings();
  if (first?.code !== undefined) return say.differs({ where: meaningOf(first.code) });
  return {
    idle: say.ledger,
    interrupted: say.interrupted,
    running: run.isAway ? say.away : say.running,
    done: say.agrees,
    stopped: say.stopped,
    failed: say.unread,
  }[run.phase]();
}

function explanation(): string {
  if (run.isAway) return say.awayNext();
  return run.phase === 'failed' ? say.unreadNext() : say.whatItDoes();
}

function tone(): string {
  if (findings().length > 0) return 'bad';
  return run.phase === 'done' ? 'ok' : '';
}

const iconOf = (): string => {
  if (findings().length > 0) return circleX;
  return run.phase === 'stopped' || run.phase === 'interrupted' || run.isAway ? pause : shieldCheck;
};

/** How to leave the platform out altogether. */
const OwnWay = () => (
  <details>
    <summary>{say.ownWay()}</summary>
    <div class="stack tight">
      <p>{say.ownWayWhat({ gateway: location.origin })}</p>
      <pre class="scroll small" tabindex="0">
        <code>{say.ownWayCommand({ gateway: location.origin })}</code>
      </pre>
    </div>
  </details>
);

const LastRun = () => {
  const last = lastRun();
  if (last === undefined) return null;
  const at = new Date(last.at);
  return (
    <p class="small quiet number">
      {say.lastRun(
        `${dateText(at)} ${timeText(at)}`,
        countText(last.leaves),
        last.seconds.toFixed(1),
        last.findings,
      )}
    </p>
  );
};

const Running = ({ now }: { readonly now: number }) => {
  const { leaves, total } = run;
  const left = secondsLeft(now);
  const text =
    total === 0 ? say.reading() : say.progressText({ done: countText(leaves), total: countText(total) });
  return (
    <div class="stack tight">
      <Progress label={say.progress()} part={total === 0 ? undefined : leaves / total} text={text} />
      <p class="row small quiet">
        <span class="number">
          {text}
          {left === undefined ? '' : say.progressLeft(left)}
        </span>
        <span>{say.mayLeave()}</span>
        <Button icon={pause} onPress={stopRun}>
          {say.stop()}
        </Button>
      </p>
    </div>
  );
};
