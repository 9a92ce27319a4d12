/** Where I am signed in, how pages read, and everything of mine to take along. */
import { defineComponent, ref, type VNode } from 'vue';
import type { OwnSession } from '../../../../sdk/schemas/sessions.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { useDeed } from '../../calls/deed.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { keepPreferences } from '../../calls/session.ts';
import { download, phone, scanFace } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { More } from '../../parts/more.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { Options } from '../../parts/options.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { dateText, timeText } from '../../words/dates.ts';
import { elder, language, setElder, setLanguage } from '../../words/language.ts';
import { ownFace } from '../../words/own-face.ts';
import { settings as say } from '../../words/settings.ts';
import { shared } from '../../words/shared.ts';

export const SettingsPage = defineComponent(() => {
  usePage(say.title);
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.title()}</h1>
      <Sessions />
      <Reading />
      <Face />
      <Export />
      <Contact />
    </div>
  );
});

const Sessions = defineComponent(() => {
  const found = useLoaded(
    () => undefined,
    (_, signal) => call<Items<OwnSession>>('GET', '/sessions', { signal }),
  );
  const hasEnded = ref(false);
  const onEnded = (): void => {
    hasEnded.value = true;
    found.again();
  };
  const show = ({ items }: Items<OwnSession>): VNode => (
    <div class="stack">
      <More
        items={items.toSorted((one, other) => Number(other.isThisOne) - Number(one.isThisOne))}
        first={2}
        show={(some) => (
          <div class="stack">
            {some.map((one) => (
              <Session key={one.id} of={one} onEnded={onEnded} />
            ))}
          </div>
        )}
      />
    </div>
  );
  return () => (
    <section class="stack" aria-labelledby="sessions">
      <h2 id="sessions">{say.sessions()}</h2>
      <p class="quiet">{say.sessionsLead()}</p>
      <div role="status">
        {hasEnded.value ? (
          <Note kind="ok">
            <p>{say.ended()}</p>
          </Note>
        ) : null}
      </div>
      <ShowLoaded of={found} show={show} />
    </section>
  );
});

const Session = defineComponent(
  (props: { readonly of: OwnSession; readonly onEnded: () => void }) => {
    const ending = useDeed(async () => {
      await call('POST', `/sessions/${props.of.id}/end`, { body: {} });
      props.onEnded();
    });
    const text = (say: (values: { date: string; time: string }) => string, when: string): string =>
      say({ date: dateText(when), time: timeText(when) });
    return () => {
      const { device, createdAt, usedAt, endsAt, isThisOne } = props.of;
      return (
        <article class="sheet stack tight">
          <h3>{device}</h3>
          {isThisOne ? <Tag kind="ok">{say.thisOne()}</Tag> : null}
          <ul class="quiet">
            <li>{text(say.since, createdAt)}</li>
            <li>{text(say.usedAt, usedAt)}</li>
            <li>{text(say.endsAt, endsAt)}</li>
          </ul>
          {isThisOne ? null : (
            <p>
              <Button look="danger" busy={ending.isBusy} onPress={ending.run}>
                {ending.isBusy ? say.ending() : say.endOf({ device })}
              </Button>
            </p>
          )}
          <DeedFault of={ending.fault} />
        </article>
      );
    };
  },
  { props: ['of', 'onEnded'] },
);

const languages = [
  ['zh', say.chinese],
  ['en', say.english],
] as const;
const sizes = [
  ['off', say.sizeOff],
  ['on', say.sizeOn],
  ['max', say.sizeMax],
] as const;

const Reading = () => (
  <section class="stack" aria-labelledby="reading">
    <h2 id="reading">{say.reading()}</h2>
    <Options
      name="language"
      legend={say.language()}
      options={languages.map(([value, text]) => ({ value, text: text() }))}
      chosen={language.value}
      onChoose={(value) => keep(() => setLanguage(languages.find(([one]) => one === value)?.[0] ?? 'zh'))}
    />
    <Options
      name="size"
      legend={say.size()}
      options={sizes.map(([value, text]) => ({ value, text: text() }))}
      chosen={elder.value}
      onChoose={(value) => keep(() => setElder(sizes.find(([one]) => one === value)?.[0] ?? 'off'))}
    />
    <p class="small quiet">{say.kept()}</p>
  </section>
);

function keep(set: () => void): void {
  set();
  void keepPreferences();
}

const Face = () => (
  <section class="stack" aria-labelledby="face">
    <h2 id="face">{ownFace.title()}</h2>
    <p class="quiet">{ownFace.why()}</p>
    <p>
      <RouterLink class="button" to="/face">
        <Icon of={scanFace} />
        {ownFace.toPage()}
      </RouterLink>
    </p>
  </section>
);

const Export = () => (
  <section class="stack" aria-labelledby="export">
    <h2 id="export">{say.export()}</h2>
    <p class="quiet">{say.exportLead()}</p>
    <p>
      <a class="button" href="/me/export" download="my-data.json">
        <Icon of={download} />
        {say.exportAll()}
      </a>
    </p>
  </section>
);

const Contact = () => (
  <section class="stack" aria-labelledby="contact">
    <h2 id="contact">{say.contact()}</h2>
    <p class="quiet">{say.contactLead()}</p>
    <p>
      <a class="button" href="tel:12345">
        <Icon of={phone} />
        {shared.call12345()}
      </a>
    </p>
  </section>
);
