/** What clerks ask of the gateway about faces: whether one can be asked for, and people to compare by eye. */
import type { FaceCheck, WindowFace } from '../../../sdk/schemas/face.ts';
import { call } from './call.ts';
import type { Items } from './catalogue.ts';

const ofWindow = (code: string, what: string): string => `/windows/${encodeURIComponent(code)}/${what}`;

export const readWindowFace = (window: string, signal?: AbortSignal): Promise<WindowFace> =>
  call('GET', ofWindow(window, 'face'), { signal });

/** Visual checks of a window that wait for a second officer, oldest first. */
export const listFaceChecks = (window: string, signal?: AbortSignal): Promise<Items<FaceCheck>> =>
  call('GET', ofWindow(window, 'face-checks'), { signal });

/** The number is used up by it. @throws CallProblem, Unreached */
export const openFaceCheck = (window: string, number: string): Promise<Items<FaceCheck>> =>
  call('POST', ofWindow(window, 'face-checks'), { body: { number } });

/** Where it isn't the same person the enrolment is destroyed. @throws CallProblem, Unreached */
export const decideFaceCheck = (id: string, same: boolean): Promise<{ readonly decided: true }> =>
  call('POST', `/face-checks/${encodeURIComponent(id)}/decision`, { body: { same } });
