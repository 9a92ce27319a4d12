/** Checking a file that somebody has, without sending it anywhere. */
import { defineComponent, onScopeDispose, ref, shallowRef } from 'vue';
import { useLoaded } from '../../calls/loaded.ts';
import { Note } from '../../parts/notes.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { checking as say } from '../../words/audit-check.ts';
import { dateText, timeText } from '../../words/dates.ts';
import { keptTrust } from '../trust.ts';
import { employ } from '../worker/employ.ts';
import type { Report } from '../worker/messages.ts';
import { DropZone } from './drop-zone.tsx';
import { codeOf, readLimited } from './dropped-file.ts';
import { ReportView } from './report-view.tsx';

type Shown =
  | { readonly phase: 'none' | 'working' | 'unread' | 'no-trust' }
  | { readonly phase: 'told'; readonly name: string; readonly report: Report };

export const CheckPage = defineComponent(() => {
  const shown = shallowRef<Shown>({ phase: 'none' });
  const hasCode = ref(codeOf(location.hash).sha256 !== '');
  usePage(say.heading);
  // What was kept counts until the platform answers.
  useLoaded(
    () => undefined,
    (_, signal) => keptTrust.refresh(signal),
  );
  let stop = (): void => {};
  onScopeDispose(() => stop());
  const check = async (file: File): Promise<void> => {
    stop();
    shown.value = { phase: 'working' };
    const trust = keptTrust.now() ?? (await keptTrust.refresh().catch(() => undefined));
    if (trust === undefined) {
      shown.value = { phase: 'no-trust' };
      return;
    }
    const order = {
      kind: 'check',
      file: await readLimited(file),
      trust,
      code: codeOf(location.hash),
    } as const;
    stop = employ(order, (told) => {
      stop();
      if (told.kind !== 'report') {
        shown.value = { phase: 'unread' };
        return;
      }
      if (told.report.kind === 'trust') keptTrust.give(told.report.trust);
      shown.value = { phase: 'told', name: file.name, report: told.report };
      focusHeading();
    });
  };
  return () => (
    <div class="stack loose">
      {shown.value.phase === 'told' ? null : <h1 tabindex="-1">{say.heading()}</h1>}
      <DropZone onFile={check} />
      {hasCode.value ? <Note kind="info">{say.scanned()}</Note> : null}
      <div role="status">{shown.value.phase === 'working' ? <p>{say.working()}</p> : null}</div>
      <div role="alert">
        {shown.value.phase === 'unread' ? (
          <Note kind="warn">
            <p>
              <strong>{say.unread()}</strong>
            </p>
            <p>{say.unreadNext()}</p>
          </Note>
        ) : null}
        {shown.value.phase === 'no-trust' ? (
          <Note kind="warn">
            <p>
              <strong>{say.noTrust()}</strong>
            </p>
            <p>{say.noTrustNext()}</p>
          </Note>
        ) : null}
      </div>
      {shown.value.phase === 'told' ? <ReportView of={shown.value.report} name={shown.value.name} /> : null}
      <TrustLine />
    </div>
  );
});

const TrustLine = () => {
  const city = keptTrust.now()?.cities[0];
  if (city === undefined) return null;
  const asOf = new Date(1000 * city.asOf);
  const time = `${dateText(asOf)} ${timeText(asOf, { withSeconds: true })}`;
  return (
    <p class="small quiet number">
      {keptTrust.given() === undefined ? say.trustOwn({ time }) : say.trustGiven({ time })}
    </p>
  );
};
