/** The list below a field that finds while one types (ARIA Authoring Practices 1.2, combobox pattern): the focus stays in the field. */
import type { VNode } from 'vue';
import './hits.css';

export type Hit = { readonly key: string; readonly content: VNode | string };

type HitsProps = {
  /** Of the field that it belongs to. */
  readonly label: string;
  readonly of: readonly Hit[];
  /** Which is marked; -1 for none. */
  readonly place: number;
  readonly onChoose: (index: number) => void;
};

/** What the field names as `aria-controls`. */
export const HITS = 'hits';

/** What the field names as `aria-activedescendant`; undefined where none is marked. */
export const hitId = (place: number): string | undefined => (place < 0 ? undefined : `hit-${place}`);

/** Has the marked one in sight. */
export const showHit = (place: number): void =>
  document.getElementById(hitId(place) ?? '')?.scrollIntoView({ block: 'nearest' });

/** There without any hits too, hidden, since the field names it. */
export const Hits = ({ label, of, place, onChoose }: HitsProps) => (
  <div id={HITS} class="hits" role="listbox" aria-label={label} hidden={of.length === 0}>
    {of.map(({ key, content }, index) => (
      <button
        key={key}
        id={hitId(index)}
        type="button"
        role="option"
        aria-selected={index === place ? 'true' : 'false'}
        tabindex="-1"
        onClick={() => onChoose(index)}
      >
        {content}
      </button>
    ))}
  </div>
);
Hits.props = ['label', 'of', 'place', 'onChoose'];
