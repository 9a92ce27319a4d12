/** What every page does: its title, and where the reader's focus goes when it comes. */
import { nextTick, onMounted, watchEffect } from 'vue';
import { shared } from '../words/shared.ts';

let isFirst = true;

/**
 * Sets the tab's title, marked where the page `hasFaults`, in the reader's language and never with anything personal, and moves the focus to the page's
 * `h1` unless it is the first page of the visit. Call it once in each page, while setting it up; give the `h1`
 * tabindex -1.
 */
export function usePage(
  title: () => string,
  { hasFaults = () => false }: { readonly hasFaults?: () => boolean } = {},
): void {
  watchEffect(() => {
    const whole = shared.title({ page: title() });
    document.title = hasFaults() ? shared.titleFaulty({ title: whole }) : whole;
  });
  onMounted(() => {
    if (!isFirst) focusHeading();
    isFirst = false;
  });
}

/** Moves the focus to the page's heading: after what the page is about has changed without a new page. */
export function focusHeading(): void {
  void nextTick(() => document.querySelector<HTMLElement>('h1')?.focus());
}
