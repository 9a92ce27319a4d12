/** Modules of the pages in Node, where tests call their functions. */
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', 'gateway', 'web');

/** Loads a module of gateway/web as `Module`; a reader there has chosen nothing. */
export async function loadWeb<Module>(file: string): Promise<Module> {
  Object.assign(globalThis, { localStorage: { getItem: () => null, setItem: () => {} } });
  return (await import(join(root, file))) as Module;
}
