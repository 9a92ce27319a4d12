/** As whom to sign in. */
import { defineComponent } from 'vue';
import { signInAddress } from '../calls/session.ts';
import { monitor, user } from '../icons/icons.ts';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page.ts';
import { signIn as say } from '../words/sign-in.ts';

const choices = [
  { as: 'person', goal: '/citizen', icon: user, name: say.person, what: say.personWhat },
  { as: 'staff', goal: '/counter', icon: monitor, name: say.staff, what: say.staffWhat },
] as const;

export const ChoicePage = defineComponent(() => {
  usePage(say.heading);
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.heading()}</h1>
      <div class="choice">
        {choices.map(({ as, goal, icon, name, what }) => (
          <a key={as} class="button" href={signInAddress(as, goal)}>
            <Icon of={icon} />
            <span>
              {name()}
              <span class="hint small">{what()}</span>
            </span>
          </a>
        ))}
      </div>
      <p class="quiet">{say.other()}</p>
    </div>
  );
});
