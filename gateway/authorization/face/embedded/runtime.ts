/** What runs the models: ONNX Runtime, native where this machine can load it and as WebAssembly elsewhere. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';

/** A model that is ready. It has one input and answers by the names of its outputs. */
export type Model = (
  input: Float32Array,
  shape: readonly number[],
) => Promise<Readonly<Record<string, Float32Array>>>;

/** Opens models; both kinds give the same numbers but for the last digits. */
export type Runtime = {
  readonly kind: RuntimeKind;
  readonly open: (bytes: Uint8Array, level?: 'all' | 'extended') => Promise<Model>;
};

export type RuntimeKind = 'native' | 'wasm';

type Library = {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
};

/** The native runtime, or WebAssembly where that can't be loaded; `only` takes no other. */
export async function openRuntime(only?: RuntimeKind): Promise<Runtime> {
  if (only !== 'wasm') {
    const native = await openNative().catch((error: unknown) => {
      if (only === 'native') throw error;
    });
    if (native !== undefined) return native;
  }
  const { env, ...library } = await import('onnxruntime-web');
  env.wasm.numThreads = 1;
  return runtimeOf('wasm', library);
}

const openNative = async (): Promise<Runtime> => runtimeOf('native', await import('onnxruntime-node'));

const runtimeOf = (kind: RuntimeKind, { InferenceSession, Tensor }: Library): Runtime => ({
  kind,
  open: async (bytes, level = 'all') => {
    // Copied: neither library takes memory that threads share.
    const session = await InferenceSession.create(Uint8Array.from(bytes), {
      graphOptimizationLevel: level,
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const [name = ''] = session.inputNames;
    return async (input, shape) => {
      const found = await session.run({ [name]: new Tensor('float32', input, shape) });
      return Object.fromEntries(
        Object.entries(found).map(([output, { data }]) => [output, data as Float32Array]),
      );
    };
  },
});
