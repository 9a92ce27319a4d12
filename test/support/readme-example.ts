/** The example of the SDK's README as a program: where it runs is all that differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const sdk = join(import.meta.dirname, '..', '..', 'sdk');
const EXAMPLE = /## Your system in ten minutes[\s\S]*?```js\n([\s\S]*?)```/;

/** Writes `example.mts` into a folder, for that gateway; keys and trust are the caller's to put beside it. */
export function writeReadmeExample(folder: string, gateway: string): void {
  const [, example = ''] = EXAMPLE.exec(readFileSync(join(sdk, 'README.md'), 'utf8')) ?? [];
  const script = example
    .replace("'@certificate-free-city/sdk'", JSON.stringify(pathToFileURL(join(sdk, 'index.ts')).href))
    .replace('http://127.0.0.1:8080', gateway);
  writeFileSync(join(folder, 'example.mts'), script);
}
