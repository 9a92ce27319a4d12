/** One person who waits for a second officer: it is them, or it is somebody else, which is asked twice since it destroys. */
import { defineComponent, nextTick, ref } from 'vue';
import type { FaceCheck } from '../../../../sdk/schemas/face.ts';
import { ChoiceOfTwo } from '../../parts/button.tsx';
import { faceChecks as say } from '../../words/counter-face.ts';
import { timeText } from '../../words/dates.ts';

type Props = {
  readonly check: FaceCheck;
  readonly isBusy: boolean;
  readonly onDecide: (id: string, same: boolean) => unknown;
};

export const FaceCheckSheet = defineComponent(
  (props: Props) => {
    const isDoubted = ref(false);
    const question = ref<HTMLElement>();
    const doubt = async (is: boolean): Promise<void> => {
      isDoubted.value = is;
      await nextTick();
      question.value?.focus();
    };
    const decide = (same: boolean): unknown => props.onDecide(props.check.id, same);
    const ask = () =>
      isDoubted.value ? (
        <>
          <p class="lead" tabindex="-1" ref={question}>
            <strong>{say.sure({ name: props.check.maskedName })}</strong>
          </p>
          <p>{say.sureWhat()}</p>
          <ChoiceOfTwo
            isCostly
            yes={{ text: say.destroy(), busy: props.isBusy, onPress: () => decide(false) }}
            no={{ text: say.back(), onPress: () => doubt(false) }}
          />
        </>
      ) : (
        <>
          <p class="lead" tabindex="-1" ref={question}>
            {say.look()}
          </p>
          <ChoiceOfTwo
            isCostly
            yes={{
              text: say.same(),
              busy: props.isBusy,
              blockedBy: props.check.isShown ? undefined : `shown-${props.check.id}`,
              onPress: () => decide(true),
            }}
            no={{ text: say.notSame(), onPress: () => doubt(true) }}
          />
        </>
      );
    return () => {
      const { maskedName, openedBy, openedAt, expiresAt, isOwn, isShown } = props.check;
      return (
        <li class="sheet stack">
          <h3>{maskedName}</h3>
          <p id={`shown-${props.check.id}`}>{isShown ? say.isShown() : say.notShown()}</p>
          <p class="quiet">
            {say.by({ officer: openedBy, time: timeText(openedAt), until: timeText(expiresAt) })}
          </p>
          {isOwn ? <p>{say.own()}</p> : ask()}
        </li>
      );
    };
  },
  { props: ['check', 'isBusy', 'onDecide'] },
);
