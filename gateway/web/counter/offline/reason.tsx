/** Why something doesn't hold, and what the clerk does then: in words, with the code for those who need it. */
import { defineComponent, shallowRef } from 'vue';
import { offlineRefusals, offline as say } from '../../words/counter-offline.ts';

type Judge = typeof import('./judge.ts');

const isOwn = (code: string): code is keyof typeof offlineRefusals => Object.hasOwn(offlineRefusals, code);

export const Reason = defineComponent(
  (props: { readonly code: string }) => {
    const judge = shallowRef<Judge>();
    void import('./judge.ts').then(
      (loaded) => {
        judge.value = loaded;
      },
      () => {},
    );
    const text = (): string => {
      const { code } = props;
      if (isOwn(code)) return offlineRefusals[code]();
      const explained = judge.value?.explainReason(code);
      return explained === undefined ? offlineRefusals.other() : `${explained.meaning} ${explained.clerk}`;
    };
    return () => (
      <>
        <p>{text()}</p>
        <details>
          <summary>{say.forTechnicians()}</summary>
          <p class="small number">{props.code}</p>
        </details>
      </>
    );
  },
  { props: ['code'] },
);
