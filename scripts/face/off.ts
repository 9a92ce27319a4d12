/** Switching face off, which destroys every template: asked first, since none comes back. */
import { createInterface } from 'node:readline/promises';
import type { FaceSwitched } from '../../sdk/schemas/face.ts';
import { UsageError } from '../support/command.ts';
import { gatewayOption, operatorFor, type Task } from './task.ts';

export const off: Task = {
  usage: 'off [--yes]',
  options: {
    yes: { type: 'boolean', help: 'destroy every template without asking first' },
    ...gatewayOption,
  },
  needs: [],
  run: async (asking) => {
    const { options, out } = asking;
    if (options.yes !== true && !(await isMeant())) {
      out.say('kept', 'Nothing was changed.');
      return;
    }
    const operator = await operatorFor(asking);
    const switched = await operator.ask<FaceSwitched>('/operator/face/off', {});
    const count = switched.destroyed.toLocaleString('en');
    out.say(
      'off',
      `Face is off; templates destroyed: ${count}. Everybody concerned keeps a receipt.`,
      switched,
    );
  },
};

/** @throws UsageError where nobody is there to ask */
async function isMeant(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('off destroys every template: say so with --yes');
  // Standard output is for what was done.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    'This destroys the template of everybody who enrolled, and none comes back. Type "off" to go on: ',
  );
  terminal.close();
  return answer.trim() === 'off';
}
