/** A hand scanner that types what it reads and ends with Enter; it needs no focus. */
import { onScopeDispose } from 'vue';

/** Milliseconds after which letters belong to something else. What tells a code is its form: a busy computer types slowly. */
const FORGET_AFTER = 2_000;

/** What this city's codes look like at the end of what was typed: an address to be opened once, or the text of a slip. */
const CODE = /(?:https?:\/\/\S+\/q\/\S+|WZ1:.+)$/;

/** True for one of this city's codes. */
export const isCode = (text: string): boolean => CODE.exec(text)?.index === 0;

/** True for the text of a slip. */
export const isSlip = (text: string): boolean => text.startsWith('WZ1:');

/** Tells what a scanner read, while the component that calls this is there; it is taken out of a field that had the focus. */
export function useWedge(onText: (text: string) => void): void {
  let typed = '';
  let lastAt = 0;
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - lastAt > FORGET_AFTER) typed = '';
    lastAt = event.timeStamp;
    if (event.key.length === 1) typed += event.key;
    if (event.key !== 'Enter') return;
    const text = CODE.exec(typed)?.[0];
    typed = '';
    if (text === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    takeOut(text, event.target);
    onText(text);
  };
  addEventListener('keydown', press, { capture: true });
  onScopeDispose(() => removeEventListener('keydown', press, { capture: true }));
}

/** Fewest letters that nobody types into nothing before they press Enter. */
const FEWEST = 4;

/** Tells an Enter that ends what a scanner read where no field and no page takes it: it is nobody's answer to anything. */
export function followScans(): (event: KeyboardEvent) => boolean {
  let letters = 0;
  let lastAt = 0;
  return (event) => {
    if (event.timeStamp - lastAt > FORGET_AFTER || isWriting(event)) letters = 0;
    lastAt = event.timeStamp;
    if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) letters += 1;
    if (event.key !== 'Enter') return false;
    const isEnd = letters >= FEWEST && !isWriting(event);
    letters = 0;
    return isEnd;
  };
}

/** Whether what is typed goes into a field. */
export const isWriting = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"]):not([type="radio"]), textarea') !== null;

function takeOut(text: string, field: EventTarget | null): void {
  if (!(field instanceof HTMLInputElement) || !field.value.endsWith(text)) return;
  field.value = field.value.slice(0, -text.length);
  field.dispatchEvent(new Event('input'));
}
