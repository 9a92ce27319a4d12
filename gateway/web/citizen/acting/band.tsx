/** On top of every page that is another's: for whom the person acts, as what, and the way back to oneself. */
import { defineComponent } from 'vue';
import type { Family } from '../../../../sdk/schemas/mandates.ts';
import { call } from '../../calls/call.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { users } from '../../icons/icons.ts';
import { Note } from '../../parts/notes.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { acting as say } from '../../words/acting.ts';
import { authorityText, untilText } from '../family/authority.ts';
import { useHolder } from './holder.ts';
import './acting.css';

export const ActingBand = defineComponent(() => {
  const route = useRoute();
  const holder = useHolder();
  // Read anew on each page: a mandate may have ended in between.
  const found = useLoaded(
    () => [holder.value, route.path] as const,
    async ([of], signal): Promise<Family | undefined> =>
      of === undefined ? undefined : await call<Family>('GET', '/me/family', { signal }),
  );
  const back = () => (
    <p>
      <RouterLink class="button" to={{ path: route.path }}>
        {say.backToMyself()}
      </RouterLink>
    </p>
  );
  return () => {
    if (holder.value === undefined || found.value === undefined) return null;
    const one = found.value.mayActFor.find((row) => row.holder === holder.value && row.kind !== 'self');
    return (
      <div class="acting">
        {one === undefined ? (
          <Note kind="bad">
            <p role="alert">
              <strong>{say.noLonger()}</strong> {say.noLongerNext()}
            </p>
            {back()}
          </Note>
        ) : (
          <Note kind="info" icon={users}>
            <p>
              <strong>{say.acting({ name: one.name })}</strong>{' '}
              {say.actingAs({ as: authorityText(one), until: untilText(one) })}
            </p>
            {back()}
          </Note>
        )}
      </div>
    );
  };
});
