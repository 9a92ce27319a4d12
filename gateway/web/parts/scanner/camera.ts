/** The camera as the scanner has it: asked for once the reader knows why, and let go as soon as nobody looks. */
import { onScopeDispose, ref, type ShallowRef, shallowReadonly } from 'vue';
import { askForCamera, isRefusal } from '../camera.ts';
import { openReader, type ReadCode } from './reader.ts';

/** `none`: there is no camera, or it can't be had; `broken`: the program that reads codes wasn't reached. */
export type CameraPhase = 'closed' | 'asking' | 'searching' | 'blocked' | 'none' | 'broken';

/** Milliseconds between two looks, and for which a code must be out of sight before it counts again. */
const PAUSE = 120;
const GONE_AFTER = 2_000;

/** Call it while setting a component up; `video` shows what the camera sees, `onText` is told each code once. */
export function useCamera(
  video: Readonly<ShallowRef<HTMLVideoElement | null | undefined>>,
  onText: (text: string) => void,
) {
  const phase = ref<CameraPhase>('closed');
  let stream: MediaStream | undefined;
  let turn = 0;
  const close = (): void => {
    turn += 1;
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    phase.value = 'closed';
  };
  const open = async (): Promise<void> => {
    close();
    const own = turn;
    phase.value = 'asking';
    try {
      stream = await askForCamera('environment');
    } catch (error) {
      if (own === turn) phase.value = isRefusal(error) ? 'blocked' : 'none';
      return;
    }
    if (own !== turn) return close();
    await look(own);
  };
  const look = async (own: number): Promise<void> => {
    const read = await openReader().catch(() => undefined);
    if (own !== turn) return;
    if (read === undefined || video.value == null) {
      close();
      phase.value = 'broken';
      return;
    }
    video.value.srcObject = stream ?? null;
    await video.value.play().catch(() => {});
    phase.value = 'searching';
    await search(video.value, read, () => own === turn, onText);
  };
  onScopeDispose(close);
  // Who allowed it before isn't asked again, and need not be told why again.
  void isAllowed().then((yes) => (yes && turn === 0 ? open() : undefined));
  return { phase: shallowReadonly(phase), open, close };
}

async function search(
  video: HTMLVideoElement,
  read: ReadCode,
  isOn: () => boolean,
  onText: (text: string) => void,
): Promise<void> {
  let last = { text: '', at: 0 };
  while (isOn()) {
    const text = await read(video).catch(() => undefined);
    if (text !== undefined && isOn()) {
      const isNew = text !== last.text || Date.now() - last.at > GONE_AFTER;
      last = { text, at: Date.now() };
      if (isNew) onText(text);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function isAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'granted';
  } catch {
    return false;
  }
}
