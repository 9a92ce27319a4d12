/** Switching face on, with the number of the impact assessment by which the operator answers for it (PIPL art. 55 and 56). */
import type { FaceSwitched } from '../../sdk/schemas/face.ts';
import { gatewayOption, operatorFor, type Task } from './task.ts';

export const on: Task = {
  usage: 'on --assessment "PIA-2026-014"',
  options: {
    assessment: {
      type: 'string',
      value: 'number',
      help: 'number of the impact assessment; only the fictional town needs none',
    },
    ...gatewayOption,
  },
  needs: [],
  run: async (asking) => {
    const { assessment } = asking.options;
    const operator = await operatorFor(asking);
    const body = assessment === undefined ? {} : { assessment };
    const switched = await operator.ask<FaceSwitched>('/operator/face/on', body);
    asking.out.say('on', told[switched.offered], switched);
  },
};

const told = {
  on: 'Face is on.',
  unavailable: 'Face is switched on, but the engine doesn’t answer: nobody is offered it until it does.',
  off: 'Face stays off.',
} as const;
