/** How face stands. */
import type { FaceState } from '../../sdk/schemas/face.ts';
import { gatewayOption, operatorFor, type Task } from './task.ts';

export const state: Task = {
  usage: 'state',
  options: gatewayOption,
  needs: [],
  run: async (asking) => {
    const operator = await operatorFor(asking);
    const stands = await operator.ask<FaceState>('/operator/face');
    asking.out.say('state', linesOf(stands).join('\n'), stands);
  },
};

function linesOf({
  offered,
  since,
  assessment,
  engine,
  thresholds,
  presentationAttackReport: report,
  enrolled,
  filingLimit,
}: FaceState): string[] {
  const lines = [
    `${offered}${since === null ? '' : ` since ${since}`}, impact assessment ${assessment ?? 'none'}`,
    `enrolled: ${enrolled ?? 'fewer than ten'}; from ${filingLimit} on a filing is due`,
  ];
  if (engine === null || thresholds === null) return lines;
  const { verify, identify, margin } = thresholds;
  const kind = engine.isCalibrated ? 'calibrated' : 'not calibrated';
  return [
    ...lines,
    `engine: ${engine.engine}, model ${engine.modelId}`,
    `thresholds: ${verify} one against one, ${identify} among several, ${margin} above the next best; ${kind}`,
    report === null
      ? 'no laboratory’s report on presentation attacks: a pilot, never the only factor'
      : `presentation attacks: ${report.standard} level ${report.level}, ${report.laboratory} ${report.reportNumber}`,
  ];
}
