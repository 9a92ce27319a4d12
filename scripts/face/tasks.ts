/** What the operator can do with faces, each by its name. */
import { calibrate } from './calibrate.ts';
import { fetch } from './fetch.ts';
import { off } from './off.ts';
import { on } from './on.ts';
import { serviceKey } from './service-key.ts';
import { state } from './state.ts';
import type { Task } from './task.ts';

export const tasks: Readonly<Record<string, Task>> = {
  state,
  on,
  off,
  fetch,
  calibrate,
  'service-key': serviceKey,
};
