/** How a counter knows me: a code to scan and a number to say, new every minute, and every other way beside them. */
import { defineComponent, type VNode, watch } from 'vue';
import { lock, printer, scanFace, scanLine, user, users, wifiOff } from '../../icons/icons.ts';
import { Blank, Faulty, Waiting } from '../../parts/blank.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ReadAloud } from '../../parts/read-aloud.ts';
import { useRouter } from '../../parts/router.tsx';
import { code as say } from '../../words/code.ts';
import { digitByDigit, inFours } from '../../words/dates.ts';
import { elder } from '../../words/language.ts';
import { hasHeard, waitingRequests } from '../requests/known.ts';
import { Ways } from '../ways.tsx';
import { useAwake } from './awake.ts';
import { type Shown, useCodes } from './codes.ts';
import './code.css';

export const CodePage = defineComponent(() => {
  usePage(say.title);
  useAwake();
  useOpening();
  const codes = useCodes();
  return () => (
    <div class="stack loose">
      <div class="sheet pass">
        <h1 tabindex="-1">{say.title()}</h1>
        <Current of={codes} />
        <p role="status" class="visually-hidden">
          {codes.shown.value === undefined || codes.fault.value !== undefined
            ? ''
            : say.digitsNow({ digits: digitByDigit(codes.shown.value.digits) })}
        </p>
      </div>
      <Note kind="plain" icon={lock}>
        <p>{say.data()}</p>
      </Note>
      <Ways heading={say.others()} items={ways} />
    </div>
  );
});

const ways = [
  { to: '/scan', icon: scanLine, text: say.scan },
  { to: '/slips', icon: printer, text: say.slip },
  { to: '/family', icon: users, text: say.family },
  { to: '/face', icon: scanFace, text: say.face },
  { icon: user, text: say.officers },
] as const;

/** What comes of the code opens by itself: a request that was not there before. */
function useOpening(): void {
  const router = useRouter();
  let before: ReadonlySet<string> | undefined;
  watch(
    [hasHeard, waitingRequests],
    ([isTold, requests]) => {
      const fresh = requests.find(({ id }) => before?.has(id) === false);
      if (fresh !== undefined) void router.push(`/requests/${fresh.id}`);
      else if (isTold) before ??= new Set(requests.map(({ id }) => id));
    },
    { immediate: true },
  );
}

const Current = ({ of }: { readonly of: ReturnType<typeof useCodes> }): VNode => {
  const { shown, left, isRenewing, fault } = of;
  if (fault.value?.problem !== undefined) return <Faulty of={fault.value.problem} onAgain={of.again} />;
  if (fault.value !== undefined) return <Stale />;
  if (shown.value === undefined) return <Waiting />;
  const picture = <Picture key="picture" of={shown.value} isOld={isRenewing.value} />;
  const time = <Left key="time" of={shown.value} left={left.value} />;
  const digits = <Digits key="digits" of={shown.value} />;
  return <div class="parts">{elder.value === 'off' ? [picture, time, digits] : [digits, time, picture]}</div>;
};

const Picture = ({ of, isOld }: { readonly of: Shown; readonly isOld: boolean }) => (
  <section aria-labelledby="qr">
    <h2 id="qr" class={elder.value === 'off' ? 'visually-hidden' : ''}>
      {say.qr()}
    </h2>
    <img class={['qr', isOld ? 'old' : '']} src={of.picture} alt={say.qrAlt()} />
  </section>
);

const Left = ({ of, left }: { readonly of: Shown; readonly left: number }) => (
  <div class="left">
    <progress max={of.life} value={left} aria-label={say.lifeOf()} />
    <p>{left === 0 ? say.renewing() : say.left({ s: left })}</p>
  </div>
);

const Digits = ({ of }: { readonly of: Shown }) => (
  <section class="digits" aria-labelledby="digits">
    <h2 id="digits">{elder.value === 'off' ? say.orDigits() : say.digits()}</h2>
    <p class="number code">
      {inFours(of.digits)
        .split(' ')
        .map((group, place) => (
          <span key={place}>{group}</span>
        ))}
    </p>
    <ReadAloud text={() => say.readDigits({ digits: digitByDigit(of.digits) })} />
  </section>
);

/** No code at all is shown: an old one would only be refused at the counter. */
const Stale = () => (
  <div role="alert">
    <Blank icon={wifiOff} heading={say.stale()} text={say.staleNext()} />
  </div>
);
