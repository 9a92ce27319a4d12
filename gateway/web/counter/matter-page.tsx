/** Choosing the matter that somebody at the window came for, and seeing what it will ask for before anybody is asked. */
import { defineComponent, ref, shallowRef, watch } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { findMatter, listCredentialTypes } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { Note } from '../parts/notes.tsx';
import { usePage } from '../parts/page.ts';
import { useRoute, useRouter } from '../parts/router.tsx';
import { counter as say } from '../words/counter.ts';
import { Finder } from './finder.tsx';
import { useKeys } from './keys.tsx';
import { askedRows, giversOf } from './matter.ts';
import { Seen } from './seen.tsx';
import { Steps } from './steps.tsx';

export const MatterPage = defineComponent(() => {
  usePage(say.matter);
  const [route, router] = [useRoute(), useRouter()];
  const code = ref<string>();
  const conditions = shallowRef<readonly string[]>([]);
  const types = useLoaded(
    () => undefined,
    (_, signal) => listCredentialTypes(signal),
  );
  const matter = useLoaded(
    () => code.value,
    async (chosen, signal) => (chosen === undefined ? undefined : findMatter(chosen, signal)),
  );
  watch(code, () => {
    conditions.value = [];
  });
  const go = (): void => {
    const row = matter.value;
    if (row === undefined || row.code !== code.value) return;
    if (giversOf(row, askedRows(row, conditions.value)).length === 0) return;
    const query = conditions.value.length === 0 ? {} : { because: conditions.value.join(' ') };
    void router.push({ path: `/ask/${row.code}`, query });
  };
  useKeys([
    { key: '↑ ↓', text: say.keyUpDown },
    { key: 'Enter', text: say.keyEnterMatter, act: go },
    { key: 'Esc', text: say.keyEscape },
  ]);
  const show = (row: CompleteMatter | undefined) => (
    <Seen
      matter={row}
      types={types.value?.items ?? []}
      conditions={conditions.value}
      onConditions={(holding) => {
        conditions.value = holding;
      }}
      onGo={go}
    />
  );
  return () => (
    <>
      <Steps at={1} />
      <Told done={route.query.done} />
      <h1 tabindex="-1">{say.matter()}</h1>
      <div class="two">
        <Finder chosen={code.value} onChoose={(chosen) => (code.value = chosen)} onGo={go} />
        <aside class="sheet stack" aria-labelledby="seen">
          <h2 id="seen">{say.seen()}</h2>
          {code.value === undefined ? (
            <p class="quiet">{say.chooseFirst()}</p>
          ) : (
            <ShowLoaded of={matter} show={show} />
          )}
        </aside>
      </div>
    </>
  );
});

const told = { accepted: say.accepted, papers: say.byPapers } as const;

/** What became of the case before, said once on the way back. */
const Told = ({ done }: { readonly done: unknown }) => (
  <div role="status">
    {done === 'accepted' || done === 'papers' ? (
      <Note kind="ok">
        <p>{told[done]()}</p>
      </Note>
    ) : null}
  </div>
);
