/** Has a worker do something; stopping it ends it at once, and nothing is left of it. */
import type { Order, Told } from './messages.ts';

/** Gives the order and calls back with what is told, until the returned function is called. */
export function employ(order: Order, onTold: (told: Told) => void): () => void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Told>) => onTold(data);
  worker.onerror = ({ message }) => onTold({ kind: 'failed', message });
  worker.postMessage(order);
  return () => worker.terminate();
}
