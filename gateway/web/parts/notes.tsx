/** Notes and tags: what stands well or badly, by a word, a shape and a colour. */
import type { FunctionalComponent } from 'vue';
import { circle, circleCheck, circleX, info, octagonX, triangleAlert } from '../icons/icons.ts';
import { Icon } from './icon.tsx';

const noteIcons = { ok: circleCheck, warn: triangleAlert, bad: octagonX, info, plain: info } as const;
const tagIcons = { ok: circleCheck, warn: triangleAlert, bad: circleX, info, plain: circle } as const;

export type NoteKind = keyof typeof noteIcons;

/** One or two sentences; it can't be dismissed, and a page has at most two. */
export const Note: FunctionalComponent<{ readonly kind: NoteKind; readonly icon?: string }> = (
  { kind, icon = noteIcons[kind] },
  { slots },
) => (
  <div class={['note', kind]}>
    <Icon of={icon} />
    <div>{slots.default?.()}</div>
  </div>
);
Note.props = ['kind', 'icon'];

/** A state in a word; no control. */
export const Tag: FunctionalComponent<{ readonly kind: keyof typeof tagIcons; readonly icon?: string }> = (
  { kind, icon = tagIcons[kind] },
  { slots },
) => (
  <span class={['tag', kind === 'plain' ? '' : kind]}>
    <Icon of={icon} />
    {slots.default?.()}
  </span>
);
Tag.props = ['kind', 'icon'];
