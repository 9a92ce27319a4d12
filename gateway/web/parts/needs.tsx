/** Pages that need somebody signed in: the page for those who may, and for others the way in. */
import { defineComponent } from 'vue';
import type { SessionView } from '../../../sdk/schemas/sessions.ts';
import { session, signInAddress } from '../calls/session.ts';
import { lock } from '../icons/icons.ts';
import { shared } from '../words/shared.ts';
import { Blank, Waiting } from './blank.tsx';
import { usePage } from './page.ts';

/** A person, or a member of staff with a role. */
export type Need = 'person' | 'clerk' | 'administrator';

/** Its slot is made only while the session is of that kind: what it holds may count on it. */
export const Needs = defineComponent(
  (props: { readonly who: Need }, { slots }) =>
    () => {
      if (session.value === undefined) return <Waiting />;
      if (isMet(session.value, props.who)) return slots.default?.();
      return <Invitation who={props.who} hasOtherRole={session.value.kind === 'staff'} />;
    },
  { props: ['who'] },
);

const isMet = (one: SessionView, who: Need): boolean =>
  who === 'person' ? one.kind === 'person' : one.kind === 'staff' && one.roles.includes(who);

const Invitation = defineComponent(
  (props: { readonly who: Need; readonly hasOtherRole: boolean }) => {
    const as = (): 'person' | 'staff' => (props.who === 'person' ? 'person' : 'staff');
    const texts = () => invitations[as() === 'staff' && props.hasOtherRole ? 'otherRole' : as()];
    usePage(() => texts().heading());
    return () => (
      <Blank isPage icon={lock} heading={texts().heading()} text={texts().text()}>
        <a class="button primary" href={signInAddress(as())}>
          {shared.signIn()}
        </a>
      </Blank>
    );
  },
  { props: ['who', 'hasOtherRole'] },
);

const invitations = {
  person: { heading: shared.needsPerson, text: shared.needsPersonWhy },
  staff: { heading: shared.needsStaff, text: shared.needsStaffWhy },
  otherRole: { heading: shared.wrongRole, text: shared.wrongRoleWhy },
} as const;
