/** For whom the person looks and acts, as the address has it: whoever goes back or on in the browser stays with the same one. */
import { type ComputedRef, computed } from 'vue';
import { useRoute } from '../../parts/router.tsx';

/** The holder in the address; undefined for oneself. Call it while setting a component up. */
export function useHolder(): ComputedRef<string | undefined> {
  const route = useRoute();
  return computed(() => {
    const { holder } = route.query;
    return typeof holder === 'string' && holder !== '' ? holder : undefined;
  });
}

/** An address, or a path of the gateway, for the same holder. */
export const withHolder = (path: string, holder: string | undefined): string =>
  holder === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ holder })}`;
