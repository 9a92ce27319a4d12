/** Face before this screen: who one may be, the camera, and every other way beside it. No name is known here. */
import { defineComponent, shallowRef, type VNode, watch } from 'vue';
import type { FaceChallenge as Challenge, FaceEvidence, FaceSaid } from '../../../../sdk/schemas/face.ts';
import type { ScreenView } from '../../../../sdk/schemas/screens.ts';
import { CallProblem } from '../../calls/problem.ts';
import { hash, qrCode, ticket, users } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import type { ChallengeCalls } from '../../parts/face/challenge.ts';
import { FaceChallenge } from '../../parts/face/face-challenge.tsx';
import { Icon } from '../../parts/icon.tsx';
import { focusHeading } from '../../parts/page.ts';
import { facingFace as say } from '../../words/facing-face.ts';
import { AskedFields } from '../asked.tsx';
import { Asker } from '../asker.tsx';
import { whenQuiet } from '../quiet.ts';
import type { Party } from '../request.ts';
import type { Request } from '../screen.ts';
import { Digits } from './digits.tsx';
import './face.css';

export type FaceCalls = {
  readonly start: (said: FaceSaid) => Promise<Challenge>;
  readonly send: (said: FaceSaid, evidence: FaceEvidence) => Promise<unknown>;
};

type Props = {
  readonly of: Request;
  readonly party: Party;
  readonly at: ScreenView;
  readonly calls: FaceCalls;
};

/** What was said so far, for this try alone: nothing of it is kept, sent elsewhere or offered again. */
type Said =
  | { readonly step: 'digits'; readonly round: number }
  | { readonly step: 'month'; readonly lastFour: string }
  | { readonly step: 'camera'; readonly lastFour: string; readonly birthMonth: number }
  | { readonly step: 'failed'; readonly problem: CallProblem };

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

/** After these the same digits and the same face would come to nothing again. */
const FINAL: ReadonlySet<string> = new Set(['FACE_NO_MATCH', 'FACE_RESTS']);

export const FaceView = defineComponent(
  (props: Props) => {
    const said = shallowRef<Said>({ step: 'digits', round: 0 });
    let rounds = 0;
    const begin = (): void => {
      said.value = { step: 'digits', round: ++rounds };
    };
    const stir = whenQuiet(begin);
    watch(said, focusHeading);
    const giveUpWhereFinal = (error: unknown): never => {
      if (error instanceof CallProblem && FINAL.has(error.code))
        said.value = { step: 'failed', problem: error };
      throw error;
    };
    const sayWhole = (lastFour: string, birthMonth: number): FaceSaid => ({
      ...{ subject: props.party.subject, lastFour, birthMonth },
    });
    const step = (): VNode => {
      const now = said.value;
      switch (now.step) {
        case 'digits':
          return (
            <Step heading={say.digits()} what={say.digitsWhat()}>
              <Digits key={now.round} onWhole={(lastFour) => (said.value = { step: 'month', lastFour })} />
            </Step>
          );
        case 'month':
          return (
            <Step heading={say.month()} what={say.monthWhat()}>
              <div class="face-months">
                {MONTHS.map((birthMonth) => (
                  <Button
                    key={birthMonth}
                    onPress={() => (said.value = { ...now, step: 'camera', birthMonth })}
                  >
                    {say.monthOf(birthMonth)}
                  </Button>
                ))}
              </div>
              <Button onPress={begin}>{say.back()}</Button>
            </Step>
          );
        case 'camera':
          return (
            <Camera
              at={props.at}
              onBack={begin}
              calls={{
                onSeen: stir,
                start: () =>
                  props.calls.start(sayWhole(now.lastFour, now.birthMonth)).catch(giveUpWhereFinal),
                send: (evidence) =>
                  props.calls.send(sayWhole(now.lastFour, now.birthMonth), evidence).catch(giveUpWhereFinal),
              }}
            />
          );
        case 'failed':
          return (
            <Step heading={now.problem.title} what={now.problem.next}>
              <Button onPress={begin}>{say.back()}</Button>
            </Step>
          );
      }
    };
    return () => (
      <div class="facing-two">
        <div class="stack loose">
          {props.at.face.offered === 'on' ? (
            step()
          ) : (
            <Step heading={say.unavailable()} what={say.unavailableNext()} />
          )}
        </div>
        <div class="stack loose">
          <OtherWays />
          <Asker of={props.of} at={props.at} />
          <AskedFields of={props.party} isOneOfMany={props.of.parties.length > 1} />
        </div>
      </div>
    );
  },
  { props: ['of', 'party', 'at', 'calls'] },
);

const ways = [
  { icon: qrCode, text: say.code },
  { icon: hash, text: say.number },
  { icon: ticket, text: say.slip },
  { icon: users, text: say.officers },
] as const;

/** Nothing to press: the clerk goes on with whatever the person chooses. */
const OtherWays = (): VNode => (
  <section class="stack tight" aria-labelledby="ways">
    <h2 id="ways">{say.others()}</h2>
    <ul class="face-ways sheet">
      {ways.map(({ icon, text }) => (
        <li key={icon}>
          <Icon of={icon} />
          <span>{text()}</span>
        </li>
      ))}
    </ul>
  </section>
);

const Step = (
  { heading, what }: { readonly heading: string; readonly what: string },
  { slots }: { readonly slots: { readonly default?: () => VNode[] } },
): VNode => (
  <div class="stack">
    <h1 tabindex="-1" aria-live="polite">
      {heading}
    </h1>
    <p class="quiet">{what}</p>
    {slots.default?.()}
  </div>
);
Step.props = ['heading', 'what'];

type CameraProps = {
  readonly at: ScreenView;
  readonly calls: ChallengeCalls;
  readonly onBack: () => void;
};

const Camera = ({ at, calls, onBack }: CameraProps): VNode => (
  <FaceChallenge calls={calls} isPilot={at.face.isPilot || !at.face.isCalibrated}>
    {{ default: () => <Button onPress={onBack}>{say.back()}</Button> }}
  </FaceChallenge>
);
Camera.props = ['at', 'calls', 'onBack'];
