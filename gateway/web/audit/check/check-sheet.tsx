/** The sheet with the checks of a file, and its report to keep. */
import type { FunctionalComponent } from 'vue';
import { download } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { checking as say } from '../../words/audit-check.ts';
import { saveJson } from '../save-json.ts';
import type { Report } from '../worker/messages.ts';

export const CheckSheet: FunctionalComponent<{ readonly report: Report }> = ({ report }, { slots }) => (
  <section class="sheet stack" aria-labelledby="one-by-one">
    <div class="row spread">
      <h2 id="one-by-one">{say.oneByOne()}</h2>
      <Button icon={download} onPress={() => saveJson('report.json', report)}>
        {say.save()}
      </Button>
    </div>
    {slots.default?.()}
  </section>
);
CheckSheet.props = ['report'];
