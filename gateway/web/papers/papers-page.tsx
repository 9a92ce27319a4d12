/** The page itself: the form, then the figures. */
import { defineComponent } from 'vue';
import { session } from '../calls/session.ts';
import { Waiting } from '../parts/blank.tsx';
import { usePage } from '../parts/page.ts';
import { papers as say } from '../words/papers.ts';
import { Figures } from './figures.tsx';
import { PaperForm } from './form.tsx';

/** The request in whose course paper was asked for, where the reader came from one. */
const requestOf = (): string | undefined => new URLSearchParams(location.search).get('request') ?? undefined;

export const PapersPage = defineComponent(() => {
  usePage(say.title);
  return () => (
    <>
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p class="quiet">{say.lead()}</p>
      </div>
      {session.value === undefined ? <Waiting /> : <PaperForm request={requestOf()} />}
      <Figures />
    </>
  );
});
