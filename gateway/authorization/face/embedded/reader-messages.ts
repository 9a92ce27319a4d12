/** What the reader's two threads say to each other. */
import type { FaceModels } from './models.ts';
import type { Reading } from './readings.ts';
import type { RuntimeKind } from './runtime.ts';

/** What the worker is started with. */
export type ReaderSetting = { readonly models: FaceModels; readonly only?: RuntimeKind };

export type ReaderQuestion = { readonly id: number; readonly jpegs: readonly Uint8Array[] };

/** The first answer has the number nought and no readings: all models are open. */
export type ReaderAnswer =
  | { readonly id: 0; readonly kind: RuntimeKind }
  | { readonly id: number; readonly readings: readonly Reading[] }
  | { readonly id: number; readonly failure: string };
