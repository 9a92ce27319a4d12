/** Two officers wait for somebody to show the face that they enrolled: the camera, and that anything else works without. */
import { defineComponent, type VNode } from 'vue';
import type { FaceChallenge as Challenge, FaceEvidence } from '../../../../sdk/schemas/face.ts';
import type { ScreenView } from '../../../../sdk/schemas/screens.ts';
import { FaceChallenge } from '../../parts/face/face-challenge.tsx';
import { facingFace as say } from '../../words/facing-face.ts';
import './face.css';

type Props = {
  readonly at: ScreenView;
  readonly calls: {
    readonly start: () => Promise<Challenge>;
    readonly send: (evidence: FaceEvidence) => Promise<unknown>;
  };
};

export const CheckView = defineComponent(
  (props: Props) => (): VNode => (
    <FaceChallenge
      calls={props.calls}
      isPilot={props.at.face.isPilot || !props.at.face.isCalibrated}
      opening={{ heading: say.check(), next: say.checkWhat() }}
    >
      {{ default: () => <p>{say.checkWithout()}</p> }}
    </FaceChallenge>
  ),
  { props: ['at', 'calls'] },
);
