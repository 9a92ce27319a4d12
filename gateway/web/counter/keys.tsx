/** Keys of a page: what each does, and the list of them that `?` shows. */
import { defineComponent, nextTick, onScopeDispose, ref, shallowReactive } from 'vue';
import { keyboard } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { counter as say } from '../words/counter.ts';
import { followScans, isWriting } from './wedge.ts';

/** A key by its name, with Alt or Ctrl before it: `Alt 2`, `Ctrl P`, `Enter`. `act` is missing where a field acts by itself. */
export type Key = { readonly key: string; readonly text: () => string; readonly act?: () => unknown };

const shown = shallowReactive(new Set<Key>());

/** Keys that hold while the component that calls this is there. */
export function useKeys(keys: readonly Key[]): void {
  for (const key of keys) shown.add(key);
  onScopeDispose(() => {
    for (const key of keys) shown.delete(key);
  });
}

/** In fields and on controls the keys without Alt and Ctrl are theirs. */
const isTaken = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('input, textarea, select, button, a, summary, dialog') !== null;

function isPressed({ key }: Key, event: KeyboardEvent): boolean {
  const [last = '', modifier] = key.split(' ').toReversed();
  if (event.altKey !== (modifier === 'Alt')) return false;
  if ((event.ctrlKey || event.metaKey) !== (modifier === 'Ctrl')) return false;
  // With Alt some keyboards write other signs; the key's place is what counts.
  const isSame =
    event.key.toLowerCase() === last.toLowerCase() ||
    event.code === `Digit${last}` ||
    event.code === `Key${last}`;
  return isSame && (modifier !== undefined || !isTaken(event));
}

/** The button that shows the list, and the list. */
export const KeyHelp = defineComponent(() => {
  const dialog = ref<HTMLDialogElement>();
  const isOpen = ref(false);
  const open = async (): Promise<void> => {
    isOpen.value = true;
    await nextTick();
    dialog.value?.showModal();
  };
  const isEndOfScan = followScans();
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || event.repeat) return;
    if (isEndOfScan(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === '?' && !isWriting(event)) {
      event.preventDefault();
      void open();
      return;
    }
    const pressed = [...shown].find((key) => key.act !== undefined && isPressed(key, event));
    if (pressed === undefined || dialog.value?.open === true) return;
    event.preventDefault();
    pressed.act?.();
  };
  addEventListener('keydown', press);
  onScopeDispose(() => removeEventListener('keydown', press));
  return () => (
    <>
      <button class="tool" type="button" onClick={open}>
        <Icon of={keyboard} />
        {say.keys()} <kbd>?</kbd>
      </button>
      {isOpen.value ? (
        <dialog class="keys" ref={dialog} aria-labelledby="keys" onClose={() => (isOpen.value = false)}>
          <div class="stack">
            <h2 id="keys">{say.keysHeading()}</h2>
            <dl class="key-list">
              {[...shown, help].map(({ key, text }) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{text()}</dd>
                </div>
              ))}
            </dl>
            <Button onPress={() => dialog.value?.close()}>{say.keysClose()}</Button>
          </div>
        </dialog>
      ) : null}
    </>
  );
});

const help: Key = { key: '?', text: say.keyHelp };
