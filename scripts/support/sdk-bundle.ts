/** The SDK as a browser gets it: bundled, with the web's primitives. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const sdk = join(import.meta.dirname, '..', '..', 'sdk');

/** Modules as a page would write them, by what the page does. */
export const pageModules = {
  'verify a proof': "export { explain, readTrust, verifyProof } from './verify/index.ts';",
  'check receipts':
    "export { checkReceipts, explainFinding, openLedgerHeads, openRpc, readOver } from './audit/index.ts';",
  audit: "export * from './audit/index.ts'; export { explain, inspectProof } from './verify/index.ts';",
} as const;

const settings = {
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  charset: 'utf8',
  platform: 'browser',
  target: 'es2022',
} as const satisfies BuildOptions;

const stdinOf = (source: string) => ({ contents: source, resolveDir: sdk, loader: 'ts' }) as const;

/** Files that a browser is given for a module in the SDK's folder. */
export async function inputsOf(source: string): Promise<readonly string[]> {
  const { metafile } = await build({ ...settings, stdin: stdinOf(source), format: 'esm', outdir: '.' });
  return Object.keys(metafile.inputs);
}

/**
 * One script that leaves the exports of `source` (a module in the SDK's folder) in the global `sdk`.
 * @throws where anything of Node would be in it
 */
export async function bundleSdk(source: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    ...settings,
    stdin: stdinOf(source),
    format: 'iife',
    globalName: 'sdk',
  });
  const strange = Object.keys(metafile.inputs).filter((input) => /node-platform|ethers/.test(input));
  if (strange.length > 0) throw new Error(`a browser can’t run ${strange.join(', ')}`);
  return outputFiles[0]?.text ?? '';
}

/** Kilobytes (1,000 bytes, compressed with gzip) that a browser loads at once; what is loaded only when needed is left out. */
export async function kilobytesOf(source: string): Promise<number> {
  const built = await build({
    ...settings,
    stdin: stdinOf(source),
    format: 'esm',
    splitting: true,
    outdir: '.',
  });
  const needed = filesAtOnce(built.metafile);
  const files = built.outputFiles.filter(({ path }) => needed.some((name) => path.endsWith(`/${name}`)));
  return files.reduce((bytes, { contents }) => bytes + gzipSync(contents, { level: 9 }).length, 0) / 1000;
}

function filesAtOnce({ outputs }: Metafile): readonly string[] {
  const found = Object.keys(outputs).filter(
    (name) => outputs[name]?.entryPoint !== undefined && /stdin/.test(name),
  );
  for (const name of found)
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && !found.includes(path)) found.push(path);
  return found;
}
