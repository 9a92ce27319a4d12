/** Who agreed, loaded after the page: most requests are the person's own, here and now. */
import { defineAsyncComponent } from 'vue';

export const ByWhom = defineAsyncComponent(async () => (await import('./by-whom.tsx')).ByWhom);
