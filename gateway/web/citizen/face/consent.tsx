/** Whether one's face may be used: everything that has to be told first, and two answers of which none is favoured. */
import { defineComponent, type FunctionalComponent } from 'vue';
import type { FaceStatus } from '../../../../sdk/schemas/face.ts';
import { faceConsentWords } from '../../../../sdk/schemas/face-consent-text.ts';
import { useDeed } from '../../calls/deed.ts';
import { eyeOff, handHelping, refreshCw } from '../../icons/icons.ts';
import { ChoiceOfTwo } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useRouter } from '../../parts/router.tsx';
import { language } from '../../words/language.ts';
import { ownFace as say } from '../../words/own-face.ts';
import { withHolder } from '../acting/holder.ts';
import { agreeToFace } from './own-face.ts';

const promiseIcons = [eyeOff, refreshCw, handHelping] as const;

type Props = {
  readonly of: FaceStatus;
  readonly holder: string | undefined;
};

/** Once agreed, it goes on to the camera. */
export const Consent = defineComponent(
  (props: Props) => {
    const router = useRouter();
    const agreeing = useDeed(async () => {
      await agreeToFace(props.holder);
      await router.push(withHolder('/face/check?purpose=enrol', props.holder));
    });
    return () => {
      const { question, lead } = faceConsentWords[language.value];
      return (
        <>
          <div class="stack tight">
            <h1 tabindex="-1">{question}</h1>
            <p>{lead}</p>
          </div>
          <Told />
          {props.of.engine?.isPilot === false ? null : <p class="small quiet">{say.pilot()}</p>}
          <ChoiceOfTwo
            isCostly
            yes={{
              text: agreeText(agreeing.isBusy, props.holder),
              busy: agreeing.isBusy,
              onPress: agreeing.run,
            }}
            no={{ text: say.decline(), onPress: () => router.push('/code') }}
          />
          <DeedFault of={agreeing.fault} />
        </>
      );
    };
  },
  { props: ['of', 'holder'] },
);

function agreeText(isBusy: boolean, holder: string | undefined): string {
  if (isBusy) return say.agreeing();
  return holder === undefined ? say.agree() : say.agreeFor();
}

const Told: FunctionalComponent = () => {
  const { promises, facts } = faceConsentWords[language.value];
  return (
    <>
      <ul class="face-promises sheet">
        {promises.map(({ title, text }, at) => (
          <li key={title}>
            <Icon of={promiseIcons[at] ?? eyeOff} />
            <div>
              <h2>{title}</h2>
              <p class="quiet">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      <dl class="facts sheet">
        {facts.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};
