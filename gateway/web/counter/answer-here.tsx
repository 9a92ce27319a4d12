/** The proof that a page is about: the one that this tab fetched, else fetched again while the gateway allows it. */
import { defineComponent, onMounted, ref, type VNode } from 'vue';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { Offline, Waiting } from '../parts/blank.tsx';
import { useRoute } from '../parts/router.tsx';
import { proof } from '../words/counter-proof.ts';
import { type Answer, answerOf, fetchAnswer } from './answers.ts';
import { type Kept, keptRequest } from './kept.ts';

/** What is known of the request: its proof, or the code of why there is none. */
export type Known =
  | { readonly kept: Kept | undefined; readonly answer: Answer }
  | { readonly kept: Kept | undefined; readonly answer: undefined; readonly code: string };

/** `show` is called once it is known. */
export const AnswerHere = defineComponent(
  (props: { readonly show: (known: Known, again: () => Promise<void>) => VNode }) => {
    const id = String(useRoute().params.id);
    const failed = ref<string>();
    const isAway = ref(false);
    const find = async (): Promise<void> => {
      const kept = keptRequest(id);
      isAway.value = false;
      failed.value = undefined;
      if (kept === undefined) failed.value = 'AUTHORIZATION_USED';
      else {
        try {
          await fetchAnswer(kept);
        } catch (error) {
          if (error instanceof CallProblem) failed.value = error.code;
          else if (error instanceof Unreached) isAway.value = true;
          else throw error;
        }
      }
    };
    /** What ended without a proof has none to fetch. */
    const ended = (): string | undefined => {
      const code = keptRequest(id)?.ended;
      return code === 'ANSWERED' ? undefined : code;
    };
    onMounted(() => {
      if (answerOf(id) === undefined && ended() === undefined) void find();
    });
    return () => {
      const [answer, kept] = [answerOf(id), keptRequest(id)];
      if (answer !== undefined) return props.show({ kept, answer }, find);
      const code = ended() ?? failed.value;
      if (code !== undefined) return props.show({ kept, answer: undefined, code }, find);
      return isAway.value ? <Offline onAgain={find} /> : <Waiting from={proof.fetching()} />;
    };
  },
  { props: ['show'] },
);
