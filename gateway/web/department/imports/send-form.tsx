/** The form that sends a file: what was chosen stays until it was taken, whatever breaks meanwhile. */
import { defineComponent, onScopeDispose, reactive, ref } from 'vue';
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { ImportReport } from '../../../../sdk/schemas/issuing.ts';
import { useDeed } from '../../calls/deed.ts';
import { upload } from '../../calls/upload.ts';
import { upload as uploadIcon } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { ErrorSummary, type Fault, Field, type InputAttributes } from '../../parts/fields.tsx';
import { Note } from '../../parts/notes.tsx';
import { Progress } from '../../parts/progress.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { imports as say } from '../../words/department-import.ts';
import { nameOf } from '../../words/words.ts';
import { at } from '../own.ts';
import { Columns } from './columns.tsx';
import { formatOf, momentOf } from './file-choice.ts';

type Props = {
  readonly types: readonly CredentialType[];
  readonly onSent: (report: ImportReport) => unknown;
};

export const SendForm = defineComponent(
  (props: Props) => {
    const form = reactive({ type: props.types[0]?.id ?? '', asOf: '', file: undefined as File | undefined });
    const faults = ref<readonly Fault[]>([]);
    const part = ref(0);
    let running = new AbortController();
    onScopeDispose(() => running.abort());
    const deed = useDeed((file: File, format: string) => {
      running = new AbortController();
      part.value = 0;
      const asOf = momentOf(form.asOf)?.toISOString();
      const query = { type: form.type, format, ...(asOf === undefined ? {} : { asOf }) };
      const { signal } = running;
      return upload<ImportReport>(at('imports', query), file, {
        signal,
        onProgress: (sent) => {
          part.value = sent;
        },
      });
    });
    const send = async (): Promise<void> => {
      faults.value = faultsOf(form);
      const { file } = form;
      const format = file && formatOf(file.name);
      if (faults.value.length > 0 || file === undefined || format === undefined) return;
      const report = await deed.run(file, format);
      if (report !== undefined) props.onSent(report);
      // Whoever stopped it knows.
      else if (running.signal.aborted) deed.forget();
    };
    const faultOf = (id: string): string | undefined => faults.value.find((one) => one.id === id)?.text;
    return () => (
      <form
        class="sheet stack"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p class="quiet">{say.promise()}</p>
        <ErrorSummary faults={faults.value} />
        <div class="fields">
          <SelectField
            id="type"
            label={say.type()}
            value={form.type}
            options={props.types.map((type) => ({ value: type.id, text: nameOf(type) }))}
            onPick={(type) => {
              form.type = type;
            }}
          />
          <Field id="file" label={say.file()} hint={say.fileHint()} error={faultOf('file')}>
            {(own: InputAttributes) => (
              <input
                {...own}
                type="file"
                accept=".csv,.jsonl,.ndjson"
                onChange={({ target }) => {
                  form.file = (target as HTMLInputElement).files?.[0];
                }}
              />
            )}
          </Field>
          <Field id="as-of" label={say.asOf()} hint={say.asOfHint()} error={faultOf('as-of')}>
            {(own: InputAttributes) => (
              <input
                {...own}
                type="datetime-local"
                value={form.asOf}
                onChange={({ target }) => {
                  form.asOf = (target as HTMLInputElement).value;
                }}
              />
            )}
          </Field>
        </div>
        <Columns type={props.types.find(({ id }) => id === form.type)} />
        <div class="row">
          <Button icon={uploadIcon} look="primary" type="submit" busy={deed.isBusy}>
            {deed.isBusy ? say.sending({ percent: percentOf(part.value) }) : say.send()}
          </Button>
          {deed.isBusy ? <Button onPress={() => running.abort()}>{say.stop()}</Button> : null}
        </div>
        {deed.isBusy ? <Progress label={say.sendingLabel()} part={part.value} /> : null}
        {deed.fault === 'unreached' ? <Broken /> : <DeedFault of={deed.fault} />}
      </form>
    );
  },
  { props: ['types', 'onSent'] },
);

const Broken = () => (
  <div role="alert">
    <Note kind="warn">
      <p>
        <strong>{say.broken()}</strong>
      </p>
      <p>{say.brokenNext()}</p>
    </Note>
  </div>
);

const percentOf = (part: number): number => Math.floor(100 * part);

function faultsOf({ file, asOf }: { readonly file: File | undefined; readonly asOf: string }): Fault[] {
  const moment = momentOf(asOf);
  return [
    ...(file === undefined ? [{ id: 'file', text: say.fileMissing() }] : []),
    ...(file !== undefined && formatOf(file.name) === undefined
      ? [{ id: 'file', text: say.fileOther() }]
      : []),
    ...(moment !== undefined && moment > new Date() ? [{ id: 'as-of', text: say.asOfLate() }] : []),
  ];
}
