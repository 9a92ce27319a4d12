/** What a certificate says: group by group on demand, and covered again by itself. */
import { defineComponent } from 'vue';
import type { CredentialField, CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { eye, eyeOff } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { citizen } from '../../words/citizen.ts';
import { shared } from '../../words/shared.ts';
import { labelOf } from '../../words/words.ts';
import { readCertificate } from '../own.ts';
import { useReveal } from '../reveal.ts';
import { Value } from '../value.tsx';

const groups = [
  { id: 'plain', sensitivities: ['public', 'personal'], name: say.plainFields },
  { id: 'sensitive', sensitivities: ['sensitive'], name: say.sensitiveFields },
  { id: 'highly', sensitivities: ['highlySensitive'], name: say.highlySensitiveFields },
] as const;

type Props = { readonly of: OwnCredential; readonly type: CredentialType | undefined };

export const Content = ({ of, type }: Props) => (
  <section class="stack" aria-labelledby="content">
    <h2 id="content">{say.content()}</h2>
    <p class="quiet">
      {say.contentLead()} {citizen.hiddenAgain()}
    </p>
    {groups.map(({ id, sensitivities, name }) => {
      const fields = (type?.fields ?? []).filter(
        ({ sensitivity, derived }) =>
          derived !== true && (sensitivities as readonly string[]).includes(sensitivity),
      );
      return fields.length === 0 ? null : <Group key={id} id={of.id} fields={fields} name={name} />;
    })}
  </section>
);

type GroupProps = {
  readonly id: string;
  readonly fields: readonly CredentialField[];
  readonly name: () => string;
};

const Group = defineComponent(
  (props: GroupProps) => {
    const values = useReveal(async () => (await readCertificate(props.id)).values);
    return () => {
      const group = props.name();
      const isShown = values.value !== undefined;
      return (
        <div class="sheet stack">
          <h3>{group}</h3>
          {values.value === undefined ? (
            <p class="quiet">{shared.list(props.fields.map(labelOf))}</p>
          ) : (
            <dl class="facts">
              {props.fields.map((field) => (
                <div key={field.name}>
                  <dt>{labelOf(field)}</dt>
                  <dd>
                    <Value of={values.value?.[field.name]} label={labelOf(field)} format={field.format} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <Button icon={isShown ? eyeOff : eye} busy={values.isBusy} onPress={values.toggle}>
            {isShown ? say.hideGroup(group) : say.showGroup(group)}
          </Button>
          <p role="status" class="small quiet">
            {values.hasFailed ? citizen.notShown() : isShown ? say.shownGroup({ group }) : ''}
          </p>
        </div>
      );
    };
  },
  { props: ['id', 'fields', 'name'] },
);
