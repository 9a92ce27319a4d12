/** A drawing beside a word; it says nothing of its own, so that screen readers pass over it. */

/** `of` is a drawing of icons/icons.ts. It stands beside a word, never alone. */
export const Icon = ({ of }: { readonly of: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" innerHTML={of} />
);
