/** Server-sent events as a gateway sends them: one JSON value each. */

/** The values of a stream until it ends; whoever stops early closes it. Comments and other fields are passed over. */
export async function* readEvents<Value>(response: Response): AsyncGenerator<Value> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
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
