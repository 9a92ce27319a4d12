/** Something for the reader to keep as a file. */
import { saveFile } from '../calls/files.ts';

/** Saves a value as JSON under a name. */
export const saveJson = (name: string, value: unknown): void =>
  saveFile(new Blob([JSON.stringify(value, undefined, 2)], { type: 'application/json' }), name);
