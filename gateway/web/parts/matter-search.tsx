/** Finding a matter while typing: a combobox with its list below (ARIA Authoring Practices 1.2, combobox pattern). */
import { defineComponent, nextTick, onScopeDispose, ref, watch } from 'vue';
import type { MatterSummary } from '../../../sdk/schemas/catalog.ts';
import { findMatters, type Items } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import { search as lens } from '../icons/icons.ts';
import { start as say } from '../words/start.ts';
import { nameOf } from '../words/words.ts';
import { ShowLoaded } from './blank.tsx';
import { HITS, Hits, hitId, showHit } from './hits.tsx';
import { Icon } from './icon.tsx';
import './matter-search.css';

const SHOWN = 6;
const PAUSE = 150;
const examples = [say.exampleBirth, say.exampleSchool, say.exampleShop] as const;

type MatterSearchProps = {
  readonly onChoose: (code: string) => void;
  /** Where it is a question among others, the page's main deed is another. */
  readonly isPart?: boolean;
};

export const MatterSearch = defineComponent(
  (props: MatterSearchProps) => {
    const search = useSearch();
    const { typed, isOpen, place, found } = search;
    const choose = (index: number): void => {
      const hit = search.hits()[index];
      if (hit === undefined) return;
      search.close(nameOf(hit));
      props.onChoose(hit.code);
    };
    const go = (): void => {
      const index = search.hits().length === 1 ? 0 : place.value;
      if (isOpen.value && search.hits()[index] !== undefined) choose(index);
      else search.open();
    };
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => search.move(1),
      ArrowUp: () => search.move(-1),
      Escape: () => search.close(typed.value),
    };
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      // While characters are being composed the keys belong to the input method.
      if (act === undefined || event.isComposing) return;
      event.preventDefault();
      act();
    };
    return () => (
      <search>
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          <label for="search">{say.search()}</label>
          <div class="find">
            <input
              id="search"
              type="search"
              autocomplete="off"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={isOpen.value && search.hits().length > 0 ? 'true' : 'false'}
              aria-controls={HITS}
              aria-activedescendant={hitId(place.value)}
              value={typed.value}
              onInput={(event) => search.type((event.target as HTMLInputElement).value)}
              onKeydown={press}
            />
            <button class={['button', props.isPart === true ? '' : 'primary']} type="submit">
              <Icon of={lens} />
              <span>{say.find()}</span>
            </button>
          </div>
          <Examples onTry={search.type} />
          <p role="status" class="small quiet">
            {isOpen.value && found.phase === 'ready' ? (
              <Count of={found.value} asked={search.asked()} />
            ) : null}
          </p>
          {isOpen.value && search.asked() !== '' ? (
            <ShowLoaded
              of={found}
              show={() => (
                <Hits
                  label={say.search()}
                  of={search.hits().map((hit) => ({ key: hit.code, content: nameOf(hit) }))}
                  place={place.value}
                  onChoose={choose}
                />
              )}
            />
          ) : (
            <Hits label={say.search()} of={[]} place={-1} onChoose={choose} />
          )}
        </form>
      </search>
    );
  },
  { props: ['onChoose', 'isPart'] },
);

/** What is typed, what that finds, and which of it is marked; -1 where none is. */
function useSearch() {
  const typed = ref('');
  const asked = ref('');
  const isOpen = ref(false);
  const place = ref(-1);
  let pause: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(pause));
  const found = useLoaded(
    () => asked.value,
    async (q, signal): Promise<Items<MatterSummary>> =>
      q === '' ? { items: [], total: 0, next: null } : findMatters(q, SHOWN, signal),
  );
  const hits = (): readonly MatterSummary[] => (isOpen.value ? (found.value?.items ?? []) : []);
  watch(
    () => found.value,
    () => {
      place.value = -1;
    },
  );
  return {
    typed,
    isOpen,
    place,
    found,
    hits,
    asked: () => asked.value,
    type: (text: string): void => {
      typed.value = text;
      isOpen.value = true;
      clearTimeout(pause);
      pause = setTimeout(() => {
        asked.value = text.trim();
      }, PAUSE);
    },
    open: (): void => {
      asked.value = typed.value.trim();
      isOpen.value = asked.value !== '';
      document.getElementById('search')?.focus();
    },
    close: (text: string): void => {
      typed.value = text;
      isOpen.value = false;
      place.value = -1;
    },
    move: (step: 1 | -1): void => {
      isOpen.value = typed.value.trim() !== '';
      const { length } = hits();
      // One place more than there are hits: none is marked between the last and the first.
      place.value = ((place.value + 1 + step + length + 1) % (length + 1)) - 1;
      void nextTick(() => showHit(place.value));
    },
  };
}

const Count = ({ of, asked }: { readonly of: Items<MatterSummary> | undefined; readonly asked: string }) => {
  if (of === undefined || asked === '') return null;
  if (of.total === 0)
    return (
      <span>
        {say.nothingFound({ q: asked })}
        <a href="tel:12345">{say.ask12345()}</a>
      </span>
    );
  const more = of.total > of.items.length ? ` · ${say.foundMore({ shown: of.items.length })}` : '';
  return <span>{say.found(of.total) + more}</span>;
};

const Examples = ({ onTry }: { readonly onTry: (text: string) => void }) => (
  <p class="examples small">
    <span class="quiet">{say.examples()}</span>
    {examples.map((text, index) => (
      <button key={index} class="tool" type="button" onClick={() => onTry(text())}>
        {text()}
      </button>
    ))}
  </p>
);
