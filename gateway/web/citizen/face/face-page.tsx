/** One's own face, or a child's: consent, what is kept of it, and taking it back. */
import { defineComponent, shallowRef, type VNode, watch } from 'vue';
import type { FaceStatus, FaceWithdrawn } from '../../../../sdk/schemas/face.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Note } from '../../parts/notes.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { timeText } from '../../words/dates.ts';
import { ownFace as say } from '../../words/own-face.ts';
import { useHolder } from '../acting/holder.ts';
import { Ways } from '../ways.tsx';
import { Consent } from './consent.tsx';
import { otherWays, readFace } from './own-face.ts';
import { Standing, Withdrawn } from './standing.tsx';
import './face-pages.css';

export const FacePage = defineComponent(() => {
  usePage(say.title);
  const holder = useHolder();
  const found = useLoaded(
    () => holder.value,
    (of, signal) => readFace(of, signal),
  );
  const withdrawn = shallowRef<FaceWithdrawn>();
  const onWithdrawn = (done: FaceWithdrawn): void => {
    withdrawn.value = done;
    focusHeading();
  };
  watch(holder, () => {
    withdrawn.value = undefined;
  });
  const show = (status: FaceStatus): VNode => {
    const { consent, decidedBy, offered } = status;
    if (decidedBy === 'nobody') return <Told heading={say.child()} next={say.childNext()} />;
    if (consent !== null) return <Standing of={status} holder={holder.value} onWithdrawn={onWithdrawn} />;
    if (offered === 'off') return <Told heading={say.off()} next={say.offNext()} />;
    if (offered === 'unavailable') return <Told heading={say.unavailable()} next={say.unavailableNext()} />;
    return <Consent of={status} holder={holder.value} />;
  };
  return () => (
    <div class="stack loose">
      {found.value === undefined ? <h1 tabindex="-1">{say.title()}</h1> : null}
      {withdrawn.value === undefined ? (
        <>
          <ShowLoaded of={found} show={show} />
          {found.value === undefined ? null : <Troubles of={found.value} />}
        </>
      ) : (
        <Withdrawn of={withdrawn.value} holder={holder.value} />
      )}
      <Ways heading={say.others()} items={otherWays} />
    </div>
  );
});

const Told = ({ heading, next }: { readonly heading: string; readonly next: string }) => (
  <div class="stack tight">
    <h1 tabindex="-1">{heading}</h1>
    <p>{next}</p>
  </div>
);

/** Why it can't be used now, where something is kept. */
const Troubles = ({ of: { restsUntil, offered, consent } }: { readonly of: FaceStatus }): VNode | null => {
  if (restsUntil !== null)
    return (
      <Note kind="warn">
        <p>
          <strong>{say.rests({ time: timeText(restsUntil) })}</strong>
        </p>
        <p>{say.restsNext()}</p>
      </Note>
    );
  if (consent === null || offered === 'on') return null;
  return (
    <Note kind="warn">
      <p>
        <strong>{offered === 'off' ? say.off() : say.unavailable()}</strong>
      </p>
      <p>{offered === 'off' ? say.offNext() : say.unavailableNext()}</p>
    </Note>
  );
};
