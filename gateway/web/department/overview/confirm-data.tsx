/** Confirming that the data of a type haven't changed: a statement that counters rely on, so it is said what it means. */
import { defineComponent, ref } from 'vue';
import type { DepartmentOverview } from '../../../../sdk/schemas/administration.ts';
import { useDeed } from '../../calls/deed.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { department as say } from '../../words/department.ts';
import { type Catalogue, momentText, typeName } from '../names.ts';
import { confirmData } from '../own.ts';

type Props = {
  readonly types: DepartmentOverview['types'];
  readonly names: Catalogue | undefined;
  readonly onDone: () => unknown;
};

export const ConfirmData = defineComponent(
  (props: Props) => {
    const chosen = ref<string>();
    const done = ref('');
    const deed = useDeed(confirmData);
    const type = (): string => chosen.value ?? props.types[0]?.credentialType ?? '';
    const confirm = async (): Promise<void> => {
      done.value = '';
      const answer = await deed.run(type(), new Date().toISOString());
      if (answer === undefined) return;
      done.value = say.confirmDone({ time: momentText(answer.asOf) });
      props.onDone();
    };
    return () => (
      <details>
        <summary>{say.dataUnchanged()}</summary>
        <div class="stack">
          <SelectField
            id="confirm-type"
            label={say.confirmWhich()}
            value={type()}
            options={props.types.map(({ credentialType }) => ({
              value: credentialType,
              text: typeName(props.names, credentialType),
            }))}
            onPick={(id) => {
              chosen.value = id;
            }}
          />
          <p class="quiet">{say.confirmMeans()}</p>
          <Button busy={deed.isBusy} onPress={confirm}>
            {say.dataUnchanged()}
          </Button>
          <p role="status">{done.value}</p>
          <DeedFault of={deed.fault} />
        </div>
      </details>
    );
  },
  { props: ['types', 'names', 'onDone'] },
);
