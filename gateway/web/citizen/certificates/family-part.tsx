/** Of one's family on the first page: for whom one may act; and to a child, who says yes. */
import { defineComponent } from 'vue';
import { users } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { useFamily } from '../own.ts';

export const FamilyPart = defineComponent(() => {
  const family = useFamily();
  return () => {
    if (family.value === undefined) return null;
    const { ageGroup, mayActFor } = family.value;
    const others = mayActFor.filter(({ kind }) => kind !== 'self');
    const names = [...new Map(others.map(({ holder, name }) => [holder, name])).values()];
    return (
      <>
        {ageGroup === 'child' ? (
          <Note kind="info" icon={users}>
            <p>{say.childNote()}</p>
          </Note>
        ) : null}
        <section class="sheet family" aria-labelledby="family">
          <div>
            <h2 id="family">{say.family()}</h2>
            <p class="quiet">{names.length === 0 ? say.familyNone() : say.familyMany(names)}</p>
          </div>
          <RouterLink class="button" to="/family">
            <Icon of={users} />
            {say.familyGo()}
          </RouterLink>
        </section>
      </>
    );
  };
});
