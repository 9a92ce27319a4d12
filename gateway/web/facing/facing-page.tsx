/** The screen itself: not paired yet, waiting, showing a request, or waiting for its connection. */
import { defineComponent, shallowRef } from 'vue';
import { Waiting } from '../parts/blank.tsx';
import { findPaired, forgetPaired, type Paired } from './device.ts';
import { PairedPage } from './paired-page.tsx';
import { PairingPage } from './pairing-page.tsx';

export const FacingPage = defineComponent(() => {
  const paired = shallowRef<Paired | 'looking'>('looking');
  const none = shallowRef(false);
  const wasEnded = shallowRef(false);
  const take = (found: Paired | undefined): void => {
    none.value = found === undefined;
    if (found !== undefined) paired.value = found;
  };
  void findPaired().then(take);
  const end = async (): Promise<void> => {
    await forgetPaired();
    wasEnded.value = true;
    none.value = true;
  };
  return () => {
    if (none.value) return <PairingPage wasEnded={wasEnded.value} onPaired={take} />;
    if (paired.value === 'looking') return <Waiting />;
    return <PairedPage key={paired.value.id} paired={paired.value} onEnd={end} />;
  };
});
