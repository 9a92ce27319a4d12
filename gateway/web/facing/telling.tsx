/** Telling, at the screen itself, of a window that asked for paper; with the public figures of it. */
import { defineComponent } from 'vue';
import { arrowLeft, hourglass } from '../icons/icons.ts';
import { Figures } from '../papers/figures.tsx';
import { PaperForm } from '../papers/form.tsx';
import type { Report } from '../papers/report.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { focusHeading } from '../parts/page.ts';
import { facing as say } from '../words/facing.ts';
import { papers } from '../words/papers.ts';
import { useStillThere } from './quiet.ts';

type Props = {
  /** What it is most likely about. */
  readonly about: Partial<Report>;
  readonly onEnd: () => void;
};

export const Telling = defineComponent(
  (props: Props) => {
    // What somebody typed is not the next one's to read.
    const isAsked = useStillThere(() => props.onEnd());
    focusHeading();
    return () => (
      <div class="stack loose telling">
        <h1 tabindex="-1">{papers.title()}</h1>
        <p class="lead">{papers.lead()}</p>
        <p>
          <Button icon={arrowLeft} onPress={props.onEnd}>
            {say.back()}
          </Button>
        </p>
        <div role="alert">
          {isAsked.value ? (
            <Note kind="warn" icon={hourglass}>
              <p>{say.stillThere()}</p>
              <Button>{say.iAmHere()}</Button>
            </Note>
          ) : null}
        </div>
        <PaperForm request={undefined} about={props.about} />
        <Figures />
      </div>
    );
  },
  { props: ['about', 'onEnd'] },
);
