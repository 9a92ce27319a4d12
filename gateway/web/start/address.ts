/** The chosen matter as part of the page's address, so that it can be kept, sent on and gone back from. */
import { onScopeDispose, type Ref, readonly, ref } from 'vue';

const matterOf = (): string | undefined => new URLSearchParams(location.search).get('matter') ?? undefined;

/** The code of the matter in the address, and a way to change it. */
export function useAddress(): {
  readonly matter: Readonly<Ref<string | undefined>>;
  readonly open: (code: string) => void;
} {
  const matter = ref(matterOf());
  const follow = (): void => {
    matter.value = matterOf();
  };
  addEventListener('popstate', follow);
  onScopeDispose(() => removeEventListener('popstate', follow));
  return {
    matter: readonly(matter),
    open: (code) => {
      history.pushState(null, '', `?${new URLSearchParams({ matter: code })}`);
      follow();
    },
  };
}
