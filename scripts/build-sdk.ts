/** Builds the SDK as it is published: JavaScript, declarations, vectors and a package.json of its own in sdk/dist. `npm run build:sdk` */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, 'sdk');

type Manifest = {
  readonly exports: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly bin: Readonly<Record<string, string>>;
};

/** Builds into `out`, emptied before. */
export function buildSdk(out: string): void {
  rmSync(out, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-p', source, '--outDir', out], { stdio: 'inherit' });
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(built(manifest), null, 2)}\n`);
  cpSync(join(source, 'README.md'), join(out, 'README.md'));
  cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  cpSync(join(source, 'vectors'), join(out, 'vectors'), { recursive: true });
}

/** The manifest with what was compiled in place of the sources. */
function built(manifest: Manifest): object {
  const compiled = (path: string): string => path.replace(/\.ts$/, '.js');
  const entryOf = (path: string): string | object =>
    path.endsWith('.ts') ? { types: path.replace(/\.ts$/, '.d.ts'), default: compiled(path) } : path;
  return {
    ...manifest,
    exports: mapValues(manifest.exports, entryOf),
    imports: mapValues(manifest.imports, (targets) => mapValues(targets, compiled)),
    bin: mapValues(manifest.bin, compiled),
  };
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

if (import.meta.main) {
  buildSdk(join(source, 'dist'));
  console.log('Built sdk/dist.');
}
