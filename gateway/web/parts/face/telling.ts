/** What is told of a challenge: the one thing to do now, what to mend, and why it ended. */
import type { Movement } from '../../../../sdk/schemas/face.ts';
import { CallProblem } from '../../calls/problem.ts';
import { face as say } from '../../words/face.ts';
import type { ChallengeFault, ChallengeState } from './challenge.ts';
import type { Guidance } from './guidance.ts';

const doing: Readonly<Record<'straight' | Movement, () => string>> = {
  straight: say.straight,
  'turn-left': say.turnLeft,
  'turn-right': say.turnRight,
  'close-eyes': say.closeEyes,
  'open-mouth': say.openMouth,
};

export const guidanceText: Readonly<Record<Guidance, () => string>> = {
  none: say.none,
  two: say.two,
  dark: say.dark,
  closer: say.closer,
  turned: say.turned,
  well: say.well,
};

type Told = { readonly heading: string; readonly next: string };

const faults: Readonly<
  Record<Exclude<ChallengeFault, CallProblem>, { heading: () => string; next: () => string }>
> = {
  blocked: { heading: say.blocked, next: say.blockedNext },
  none: { heading: say.noCamera, next: say.noCameraNext },
  broken: { heading: say.broken, next: say.brokenNext },
  stuck: { heading: say.stuck, next: say.stuckNext },
  unreached: { heading: say.unreached, next: say.unreachedNext },
};

/** Heading and what next: at most one thing to do at a time. */
export function toldOf(state: ChallengeState): Told {
  switch (state.phase) {
    case 'closed':
      return { heading: say.ready(), next: say.readyWhat() };
    case 'preparing':
      return { heading: say.preparing(), next: '' };
    case 'asking':
      return { heading: say.asking(), next: say.readyWhat() };
    case 'sending':
      return { heading: say.sending(), next: '' };
    case 'watching': {
      const heading = state.now === undefined ? say.preparing() : doing[state.now]();
      return { heading, next: state.isSlow ? say.slow() : say.which(state) };
    }
    case 'failed':
      return faultTold(state.fault ?? 'broken');
  }
}

const faultTold = (fault: ChallengeFault): Told =>
  fault instanceof CallProblem
    ? { heading: fault.title, next: fault.next }
    : { heading: faults[fault].heading(), next: faults[fault].next() };
