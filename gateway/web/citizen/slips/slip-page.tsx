/** One slip: its code while it can be used, the paper, taking it back, and where it was used. */
import { defineComponent, type VNode } from 'vue';
import type { SlipForPerson, SlipWithCode } from '../../../../sdk/schemas/slips.ts';
import { useDeed } from '../../calls/deed.ts';
import { readDirectory } from '../../calls/directory.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { arrowLeft, printer } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ReadAloud } from '../../parts/read-aloud.ts';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { dateText, digitByDigit, longDate } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import { slips as say } from '../../words/slips.ts';
import { nameOf } from '../../words/words.ts';
import { Shown } from './shown.tsx';
import { pdfAddress, readSlip, states, withdrawSlip } from './slips.ts';
import './slips.css';

export const SlipPage = defineComponent(() => {
  const route = useRoute();
  usePage(say.one);
  const found = useLoaded(
    () => String(route.params.id),
    async (id, signal) => {
      const [slip, directory] = await Promise.all([readSlip(id, signal), readDirectory()]);
      const window = slip.redeemedAtWindow;
      const place = window === null ? undefined : directory.window(window);
      return { slip, place: place === undefined ? (window ?? '') : nameOf(place) };
    },
  );
  const withdrawing = useDeed(async (id: string) => {
    await withdrawSlip(id);
    found.again();
  });
  const show = ({ slip, place }: { readonly slip: SlipWithCode; readonly place: string }): VNode => (
    <div class="stack loose">
      <div role="status">
        <State of={slip} place={place} />
      </div>
      {slip.code === null ? null : <Paper of={slip} code={slip.code} />}
      <Facts of={slip} />
      <section class="stack" aria-labelledby="shown">
        <h2 id="shown">{say.willSee()}</h2>
        {slip.parties.map((party) => (
          <Shown key={party.subject} of={party.asks} />
        ))}
      </section>
      {slip.state === 'live' ? (
        <p>
          <Button look="danger" busy={withdrawing.isBusy} onPress={() => withdrawing.run(slip.id)}>
            {withdrawing.isBusy ? say.withdrawing() : say.withdraw()}
          </Button>
        </p>
      ) : null}
      <DeedFault of={withdrawing.fault} />
    </div>
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <RouterLink class="tall" to="/slips">
          <Icon of={arrowLeft} />
          {say.toList()}
        </RouterLink>
        <h1 tabindex="-1">{found.value?.slip.state === 'live' ? say.show() : say.one()}</h1>
      </div>
      <ShowLoaded of={found} show={show} />
    </div>
  );
});

const State = ({ of, place }: { readonly of: SlipForPerson; readonly place: string }) => {
  const { kind, text } = states[of.state];
  if (of.state === 'live') return <Tag kind={kind}>{text()}</Tag>;
  return (
    <Note kind={of.state === 'over' ? 'warn' : 'info'}>
      <p>{whatHappened(of, place)}</p>
      {of.request === null ? null : (
        <p>
          <RouterLink class="button" to={`/requests/${of.request}`}>
            {say.toRequest()}
          </RouterLink>
        </p>
      )}
    </Note>
  );
};

function whatHappened({ redeemedAt, withdrawnAt }: SlipForPerson, place: string): string {
  if (redeemedAt !== null) return say.redeemed({ date: dateText(redeemedAt), window: place });
  return withdrawnAt === null ? say.over() : say.withdrawn({ date: dateText(withdrawnAt) });
}

type PaperProps = { readonly of: SlipForPerson; readonly code: NonNullable<SlipWithCode['code']> };

const Paper = ({ of, code }: PaperProps) => (
  <div class="stack tight">
    <div class="slip">
      <img src={code.png} alt={say.qr()} />
      <p class="number">
        <span class="small quiet">{say.number()}</span> {of.number}
      </p>
    </div>
    <p class="row">
      <a
        class="button primary"
        href={pdfAddress(of.id, language.value)}
        target="_blank"
        rel="noopener"
        type="application/pdf"
      >
        <Icon of={printer} />
        {say.print()}
      </a>
      <ReadAloud text={() => digitByDigit(of.number.replaceAll(' ', ''))} />
    </p>
    <p class="small quiet">{say.home()}</p>
  </div>
);

const Facts = ({ of }: { readonly of: SlipForPerson }) => {
  const others = of.parties.flatMap(({ holderName }) => holderName ?? []);
  const rows = [
    [say.matter(), nameOf(of.matter)],
    ...(others.length === 0 ? [] : [[say.forName(), [...new Set(others)].join(' ')] as const]),
    [say.department(), nameOf(of.department)],
    [say.where(), of.windows.map((window) => nameOf(window)).join(' / ')],
    [say.goodUntil(), longDate(of.lastDay)],
  ] as const;
  return (
    <dl class="facts sheet">
      {rows.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};
