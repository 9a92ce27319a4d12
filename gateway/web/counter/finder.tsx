/** Finding one of the department's matters while typing; what is often asked for stands there before. (ARIA Authoring Practices 1.2, combobox pattern.) */
import { computed, defineComponent, nextTick, onMounted, onScopeDispose, ref, watch } from 'vue';
import type { MatterSummary } from '../../../sdk/schemas/catalog.ts';
import { findOwnMatters } from '../calls/counter.ts';
import { useLoaded } from '../calls/loaded.ts';
import { search as lens } from '../icons/icons.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { HITS, Hits, hitId, showHit } from '../parts/hits.tsx';
import { Icon } from '../parts/icon.tsx';
import { counter as say } from '../words/counter.ts';
import { nameOf } from '../words/words.ts';
import { oftenAsked } from './kept.ts';
import { departmentOfClerk } from './window.tsx';

const SHOWN = 8;
/** More than a department has: what is often asked for is sorted out of all. */
const ALL = 100;
const PAUSE = 120;

type Props = {
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
  readonly onGo: () => void;
};

/** Arrows choose, so that what will be seen stands beside; Enter goes on with what is chosen, Esc clears. */
export const Finder = defineComponent(
  (props: Props) => {
    const typed = ref('');
    const asked = ref('');
    let pause: ReturnType<typeof setTimeout> | undefined;
    onScopeDispose(() => clearTimeout(pause));
    const found = useLoaded(
      () => asked.value,
      (q, signal) =>
        findOwnMatters({ q, department: departmentOfClerk(), limit: q === '' ? ALL : SHOWN }, signal),
    );
    const hits = computed(() => {
      const items = found.value?.items ?? [];
      return asked.value === '' ? frequentFirst(items).slice(0, SHOWN) : items;
    });
    const place = (): number => hits.value.findIndex(({ code }) => code === props.chosen);
    const search = (): void => {
      clearTimeout(pause);
      asked.value = typed.value.trim();
    };
    const type = (text: string): void => {
      typed.value = text;
      clearTimeout(pause);
      pause = setTimeout(search, PAUSE);
    };
    // What was typed means its best match, until the clerk says otherwise.
    watch(hits, (rows) => {
      if (asked.value !== '') props.onChoose(rows[0]?.code);
    });
    const move = (step: 1 | -1): void => {
      const { length } = hits.value;
      if (length === 0) return;
      const now = place();
      const next = now === -1 ? (step === 1 ? 0 : length - 1) : (now + step + length) % length;
      props.onChoose(hits.value[next]?.code);
      void nextTick(() => showHit(next));
    };
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => {
        // What is chosen belongs to what was typed before: first it is found anew.
        if (typed.value.trim() !== asked.value || found.phase === 'loading') search();
        else if (props.chosen === undefined) move(1);
        else props.onGo();
      },
      Escape: () => {
        type('');
        props.onChoose(undefined);
      },
    };
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      if (act === undefined || event.isComposing) return;
      event.preventDefault();
      act();
    };
    const input = ref<HTMLInputElement>();
    onMounted(() => input.value?.focus());
    return () => (
      <search class="stack tight">
        <label for="search">{say.search()}</label>
        <div class="finder">
          <Icon of={lens} />
          <input
            id="search"
            ref={input}
            type="search"
            autocomplete="off"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={hits.value.length > 0 ? 'true' : 'false'}
            aria-controls={HITS}
            aria-activedescendant={hitId(place())}
            value={typed.value}
            onInput={(event) => type((event.target as HTMLInputElement).value)}
            onKeydown={press}
          />
        </div>
        <p role="status" class="small quiet">
          {found.phase !== 'ready' ? '' : tell(asked.value, found.value?.total ?? 0)}
        </p>
        <ShowLoaded
          of={found}
          show={() => (
            <Hits
              label={say.search()}
              of={hits.value.map((hit) => ({ key: hit.code, content: told(hit) }))}
              place={place()}
              onChoose={(index) => props.onChoose(hits.value[index]?.code)}
            />
          )}
        />
        <p class="small quiet">
          <kbd>↑</kbd> <kbd>↓</kbd> {say.typing()}
          <kbd>{say.enter()}</kbd> {say.typingEnter()}
          <kbd>{say.escape()}</kbd> {say.typingEscape()}
        </p>
      </search>
    );
  },
  { props: ['chosen', 'onChoose', 'onGo'] },
);

function tell(q: string, total: number): string {
  if (q === '') return say.frequent();
  return total === 0 ? say.noMatter({ q }) : say.found(total);
}

function frequentFirst(items: readonly MatterSummary[]): readonly MatterSummary[] {
  const often = oftenAsked();
  const rank = ({ code }: MatterSummary): number => {
    const place = often.indexOf(code);
    return place === -1 ? often.length : place;
  };
  return items.toSorted((one, other) => rank(one) - rank(other));
}

const told = (hit: MatterSummary) => (
  <>
    <strong>{nameOf(hit)}</strong>
    <span class="small quiet">
      <span class="number">{hit.code}</span> · {say.certificates(hit.credentialTypes.length)}
    </span>
  </>
);
