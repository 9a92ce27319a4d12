/** Server-sent events as a gateway sends them: one JSON value each. */

/** Milliseconds without a word after which a stream is dead: a gateway says something every fifteen seconds. */
const SILENCE = 45_000;

/**
 * The values of a stream until it ends or falls silent; whoever stops early closes it. Comments and other fields are
 * passed over.
 */
export async function* readEvents<Value>(
  response: Response,
  silence: number = SILENCE,
): AsyncGenerator<Value> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const timer = setTimeout(() => void reader.cancel().catch(() => {}), silence);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = dataOf(block);
        if (data !== '') yield JSON.parse(data) as Value;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const dataOf = (block: string): string =>
  block
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trim())
    .join('\n');
