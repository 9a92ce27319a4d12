/** The demonstration's choice of whom to play; anywhere else people never see it. */
import { defineComponent, ref } from 'vue';
import type { DemonstrationAccount, DemonstrationAccounts } from '../../../sdk/schemas/sessions.ts';
import { call } from '../calls/call.ts';
import { useLoaded } from '../calls/loaded.ts';
import { users } from '../icons/icons.ts';
import { Blank, ShowLoaded } from '../parts/blank.tsx';
import { Note } from '../parts/notes.tsx';
import { usePage } from '../parts/page.ts';
import { useRoute } from '../parts/router.tsx';
import { signIn as say } from '../words/sign-in.ts';
import { nameOf } from '../words/words.ts';

export const AccountsPage = defineComponent(() => {
  usePage(say.choose);
  const place = `/sign-in/choose/${encodeURIComponent(String(useRoute().params.uid))}`;
  const accounts = useLoaded(
    () => place,
    (path, signal) => call<DemonstrationAccounts>('GET', `${path}/accounts`, { signal }),
  );
  const hasFailed = ref(false);
  const choose = async (account: string): Promise<void> => {
    hasFailed.value = false;
    try {
      const { next } = await call<{ readonly next: string }>('POST', `${place}/account`, {
        body: { account },
      });
      location.assign(next);
    } catch {
      hasFailed.value = true;
    }
  };
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.choose()}</h1>
      <p class="quiet">{say.chooseWhat()}</p>
      <div role="alert">
        {hasFailed.value ? (
          <Note kind="bad">
            <p>{say.notTaken()}</p>
          </Note>
        ) : null}
      </div>
      <ShowLoaded
        of={accounts}
        from={say.chooseFrom()}
        show={({ as, items }) => <Accounts of={items} isStaff={as === 'staff'} onChoose={choose} />}
      />
    </div>
  );
});

type ListProps = {
  readonly of: readonly DemonstrationAccount[];
  readonly onChoose: (account: string) => unknown;
};

/** Staff stand below their departments. */
const Accounts = ({ of, isStaff, onChoose }: ListProps & { readonly isStaff: boolean }) => {
  if (of.length === 0) return <Blank icon={users} heading={say.nobody()} text={say.nobodyNext()} />;
  if (!isStaff) return <List of={of} onChoose={onChoose} />;
  return (
    <div class="stack loose">
      {[...Map.groupBy(of, roleOf)].map(([department, members]) => (
        <section key={department} class="stack" aria-label={department}>
          <h2>{department}</h2>
          <List of={members} isRoleHeard onChoose={onChoose} />
        </section>
      ))}
    </div>
  );
};

/** The role is only heard where it is seen above the list. */
const List = ({ of, isRoleHeard = false, onChoose }: ListProps & { readonly isRoleHeard?: boolean }) => (
  <ul class="accounts">
    {of.map((one) => (
      <li key={one.account}>
        <button class="button wide" type="button" onClick={() => onChoose(one.account)}>
          <span class="name">{nameOf(one)}</span>
          <span class={isRoleHeard ? 'visually-hidden' : 'hint small'}>{roleOf(one)}</span>
        </button>
      </li>
    ))}
  </ul>
);

const roleOf = ({ roleZh, roleEn }: DemonstrationAccount): string =>
  nameOf({ nameZh: roleZh, nameEn: roleEn });
