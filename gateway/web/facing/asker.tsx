/** Who asks, and what for. */
import type { FunctionalComponent } from 'vue';
import type { ScreenView } from '../../../sdk/schemas/screens.ts';
import { requests } from '../words/requests.ts';
import { nameOf } from '../words/words.ts';
import type { Request } from './screen.ts';

export const Asker: FunctionalComponent<{ readonly of: Request; readonly at: ScreenView }> = ({ of, at }) => (
  <div class="sheet stack tight">
    <p class="lead">
      <strong>{nameOf(at.department)}</strong> · {nameOf(at.window)}
    </p>
    <p>
      {requests.forMatter()}
      <strong>{nameOf(of.matter)}</strong>
    </p>
  </div>
);
Asker.props = ['of', 'at'];
