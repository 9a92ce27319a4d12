/** What a clerk knows of face before asking for one. */
import type { WindowFace } from '../../../sdk/schemas/face.ts';
import type { StaffCaller } from '../../actor.ts';
import { hasLiveScreen } from '../screens/live.ts';
import { countFaceChecks } from './officer-checks.ts';
import type { FaceParts } from './parts.ts';
import { describeEngine } from './switch.ts';

/** A face takes all three: that it is on, that the engine answers, and a screen at work. */
export async function faceAtWindow(
  officer: StaffCaller,
  window: string,
  parts: FaceParts,
): Promise<WindowFace> {
  const { offered, manifest } = await parts.face.standing();
  return {
    offered,
    engine: manifest === null ? null : describeEngine(manifest),
    hasScreen: await hasLiveScreen(parts.db, window, parts.clock.now()),
    toCheck: await countFaceChecks(officer, window, parts),
  };
}
