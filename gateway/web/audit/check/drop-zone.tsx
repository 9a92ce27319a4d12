/** Where a file is dropped; the same by a button, for the keyboard and for phones. */
import { defineComponent, ref } from 'vue';
import { upload } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { checking as say } from '../../words/audit-check.ts';

export const DropZone = defineComponent(
  (props: { readonly onFile: (file: File) => unknown }) => {
    const isOver = ref(false);
    const take = (files: FileList | null | undefined): void => {
      const [file] = files ?? [];
      if (file !== undefined) props.onFile(file);
    };
    return () => (
      <section
        class={['drop', isOver.value ? 'over' : '']}
        aria-label={say.choose()}
        onDragover={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragleave={() => {
          isOver.value = false;
        }}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          take(event.dataTransfer?.files);
        }}
      >
        <Icon of={upload} />
        <p>
          <strong>{say.drop()}</strong>
        </p>
        <label class="button">
          <input
            type="file"
            class="visually-hidden"
            accept=".json,.pdf,.txt,application/json,application/pdf"
            onChange={({ target }) => {
              const input = target as HTMLInputElement;
              take(input.files);
              // Chosen again, the same file is checked again.
              input.value = '';
            }}
          />
          {say.choose()}
        </label>
        <p class="small quiet">{say.kinds()}</p>
      </section>
    );
  },
  { props: ['onFile'] },
);
