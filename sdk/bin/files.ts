/** Files that the command is given. */
import { readFile } from 'node:fs/promises';
import { attachedFile, goodUntil } from '../audit/attached-file.ts';
import { readDropped } from '../audit/dropped.ts';
import { madeAt } from '../audit/made-at.ts';

/** Used wrongly, or something can't be read. */
export class Unable extends Error {}

/** An annotated copy: when its proof was made, and the last day that it says itself. */
export type Copy = { readonly madeAt: Date; readonly goodUntil: string | undefined };

/** A proof, by itself or inside an annotated copy. @throws Unable */
export async function readProof(file: string): Promise<{ readonly proof: unknown; readonly copy?: Copy }> {
  const bytes = await readBytes(file);
  const dropped = readDropped(bytes);
  if (dropped.kind !== 'none' || dropped.reason !== 'FILE_IS_PDF') return { proof: parse(bytes, file) };
  const inside = await attachedFile(bytes);
  if (inside === undefined) throw new Unable(`${file} has no proof inside`);
  const proof = parse(inside, file);
  return { proof, copy: { madeAt: madeAt(proof), goodUntil: goodUntil(bytes) } };
}

/** @throws Unable */
export const readJson = async (file: string): Promise<unknown> => parse(await readBytes(file), file);

export async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await readStandardInput() : await readFile(file);
  } catch (error) {
    throw new Unable(`${file} can't be read`, { cause: error });
  }
}

function parse(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch (error) {
    throw new Unable(`${file} is no JSON`, { cause: error });
  }
}
