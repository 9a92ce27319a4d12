/** The button that reads aloud, for pages that can be used without it: it comes after them. */
import { defineAsyncComponent } from 'vue';

/** As in speech.tsx. */
export const ReadAloud = defineAsyncComponent(async () => (await import('./speech.tsx')).ReadAloud);
