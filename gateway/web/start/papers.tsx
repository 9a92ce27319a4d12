/** Of papers on the start page: last month's figures, and where to tell of a window that asked for one. */
import { defineComponent } from 'vue';
import { readPaperFigures } from '../calls/figures.ts';
import { useLoaded } from '../calls/loaded.ts';
import { fileText } from '../icons/icons.ts';
import { sumText } from '../papers/months.ts';
import { Icon } from '../parts/icon.tsx';
import { papers as say } from '../words/papers.ts';

export const Papers = defineComponent(() => {
  const figures = useLoaded(
    () => undefined,
    (_, signal) => readPaperFigures({}, signal),
  );
  return () => (
    <section class="stack" aria-labelledby="papers">
      <h2 id="papers">{say.figures()}</h2>
      {figures.value === undefined ? null : <p>{sumText(figures.value)}</p>}
      <p class="small quiet">{say.figuresLead()}</p>
      <p>
        <a class="button" href="/papers">
          <Icon of={fileText} />
          {say.title()}
        </a>
      </p>
    </section>
  );
});
