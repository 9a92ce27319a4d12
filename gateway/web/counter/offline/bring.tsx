/** Where a slip is scanned or a proof's file is dropped, and what came of it. */
import { defineComponent, nextTick, onScopeDispose, ref, shallowRef } from 'vue';
import { upload } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Field, type InputAttributes } from '../../parts/fields.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Scanner } from '../../parts/scanner/scanner.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { useWedge } from '../wedge.ts';
import { keeper } from './begin.ts';
import { type Taken, take } from './take.ts';
import { TakenView } from './taken.tsx';

/** No proof is as large as this. */
const MOST_BYTES = 4_194_304;

export const Bring = defineComponent(() => {
  const taken = shallowRef<Taken | 'not-loaded'>();
  const isChecking = ref(false);
  const isScanning = ref(false);
  const text = ref('');
  const outcome = ref<HTMLElement>();
  const look = async (given: string): Promise<void> => {
    isChecking.value = true;
    isScanning.value = false;
    taken.value = undefined;
    taken.value = await take(given, keeper.value?.department ?? '').catch(() => 'not-loaded' as const);
    isChecking.value = false;
    text.value = '';
    await nextTick();
    outcome.value?.focus();
  };
  const open = async (files: FileList | null | undefined): Promise<void> => {
    const file = files?.[0];
    if (file !== undefined) await look(file.size > MOST_BYTES ? '' : await file.text());
  };
  useWedge((given) => void look(given));
  useDrop((files) => void open(files));
  return () => (
    <section class="stack" aria-labelledby="bring">
      <h2 id="bring">{say.bring()}</h2>
      <div class="sheet stack drop">
        <p>{say.bringHow()}</p>
        {isScanning.value ? (
          <Scanner onText={look} />
        ) : (
          <div class="row">
            <Button look="primary" onPress={() => (isScanning.value = true)}>
              {say.camera()}
            </Button>
            <label class="button photo">
              <Icon of={upload} />
              {say.file()}
              <input
                class="visually-hidden"
                type="file"
                accept="application/json,.json"
                onChange={(event) => {
                  const input = event.target as HTMLInputElement;
                  void open(input.files).then(() => {
                    input.value = '';
                  });
                }}
              />
            </label>
          </div>
        )}
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.value.trim() !== '') void look(text.value);
          }}
        >
          <Field id="code-text" label={say.textLabel()}>
            {(own: InputAttributes) => (
              <input
                {...own}
                type="text"
                autocomplete="off"
                spellcheck={false}
                value={text.value}
                onInput={(event) => {
                  text.value = (event.target as HTMLInputElement).value;
                }}
              />
            )}
          </Field>
          <Button type="submit" busy={isChecking.value}>
            {isChecking.value ? say.checking() : say.check()}
          </Button>
        </form>
      </div>
      <div class="taken" role="status" tabindex="-1" ref={outcome}>
        {taken.value === undefined ? null : <TakenView key={keyOf(taken.value)} of={taken.value} />}
      </div>
    </section>
  );
});

/** Takes what is dropped anywhere on the page, which the browser would open otherwise. */
function useDrop(onFiles: (files: FileList | undefined) => void): void {
  const over = (event: DragEvent): void => event.preventDefault();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    onFiles(event.dataTransfer?.files);
  };
  addEventListener('dragover', over);
  addEventListener('drop', drop);
  onScopeDispose(() => {
    removeEventListener('dragover', over);
    removeEventListener('drop', drop);
  });
}

let looked = 0;
const keys = new WeakMap<object, number>();

/** Another outcome is another view, also where it is of the same kind. */
function keyOf(taken: Taken | 'not-loaded'): number | string {
  if (taken === 'not-loaded') return taken;
  const known = keys.get(taken) ?? ++looked;
  keys.set(taken, known);
  return known;
}
