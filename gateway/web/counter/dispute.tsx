/** The person says that something is wrong: their own material stands then, and the issuer is told through their page. */
import { defineComponent, ref } from 'vue';
import { Button } from '../parts/button.tsx';
import { proof as say } from '../words/counter-proof.ts';
import { labelOf, nameOf } from '../words/words.ts';
import type { About } from './about.ts';
import type { Answer } from './answers.ts';
import { fieldName } from './document.tsx';

type Props = {
  readonly answer: Answer;
  readonly about: About;
  /** Fields said to be wrong, by `fieldName`. */
  readonly disputed: ReadonlySet<string>;
  readonly onDispute: (names: ReadonlySet<string>) => void;
};

export const Dispute = defineComponent(
  (props: Props) => {
    const isOpen = ref(false);
    const close = (): void => {
      isOpen.value = false;
      props.onDispute(new Set());
    };
    const turn = (name: string): void => {
      const names = new Set(props.disputed);
      if (!names.delete(name)) names.add(name);
      props.onDispute(names);
    };
    return () => (
      <>
        {isOpen.value ? (
          <fieldset class="conditions">
            <legend>{say.wrongWhich()}</legend>
            {fieldsOf(props).map(({ name, text }) => (
              <label key={name} class="tick">
                <input type="checkbox" checked={props.disputed.has(name)} onChange={() => turn(name)} />
                <span>{text}</span>
              </label>
            ))}
            {issuersOf(props).map((issuer) => (
              <p key={issuer} class="small">
                {say.wrongHow({ issuer })}
              </p>
            ))}
            <Button onPress={close}>{say.wrongDone()}</Button>
          </fieldset>
        ) : (
          <Button wide onPress={() => (isOpen.value = true)}>
            {say.wrong()}
          </Button>
        )}
        <p class="small quiet">{say.wrongWhat()}</p>
      </>
    );
  },
  { props: ['answer', 'about', 'disputed', 'onDispute'] },
);

function fieldsOf({ answer, about }: Props): readonly { readonly name: string; readonly text: string }[] {
  return answer.proof.request.asked.flatMap(({ credentialType, fields }, at) => {
    if (answer.judged.items[at]?.valid !== true) return [];
    const type = about.types.find(({ id }) => id === credentialType);
    return fields.map((name) => {
      const field = type?.fields.find((one) => one.name === name);
      return { name: fieldName(at, name), text: field === undefined ? name : labelOf(field) };
    });
  });
}

/** Whose data are said to be wrong, each once. */
function issuersOf({ answer, about, disputed }: Props): readonly string[] {
  const codes = [...disputed].map((name) => {
    const asked = answer.proof.request.asked[Number(name.split(' ')[0])];
    return about.types.find(({ id }) => id === asked?.credentialType)?.issuingDepartmentCode;
  });
  return about.departments.filter(({ code }) => codes.includes(code)).map((row) => nameOf(row));
}
