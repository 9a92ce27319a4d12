/** Buttons: a verb, perhaps with an icon, that tell while they work. */
import type { ButtonHTMLAttributes, FunctionalComponent } from 'vue';
import { Icon } from './icon.tsx';

type ButtonProps = {
  readonly icon?: string;
  /** At most one primary button on a page. */
  readonly look?: 'plain' | 'primary' | 'danger';
  readonly wide?: boolean;
  /** While it works: it keeps the focus, tells so, and does nothing when pressed; change its word to what is being done. */
  readonly busy?: boolean;
  /** Why it can't be pressed now, as the id of the text beneath that says so. */
  readonly blockedBy?: string | undefined;
  readonly type?: ButtonHTMLAttributes['type'];
  readonly onPress?: () => unknown;
};

/** A button. A link that looks like one is `<a class="button">`. */
export const Button: FunctionalComponent<ButtonProps> = (
  { icon, look = 'plain', wide = false, busy = false, blockedBy, type = 'button', onPress },
  { slots },
) => (
  <button
    class={['button', look === 'plain' ? '' : look, wide ? 'wide' : '']}
    type={type}
    aria-busy={busy ? 'true' : undefined}
    aria-disabled={blockedBy === undefined ? undefined : 'true'}
    aria-describedby={blockedBy}
    onClick={(event) => {
      const isIdle = !busy && blockedBy === undefined;
      if (!isIdle) event.preventDefault();
      else onPress?.();
    }}
  >
    {icon === undefined ? null : <Icon of={icon} />}
    <span>{slots.default?.()}</span>
  </button>
);
Button.props = ['icon', 'look', 'wide', 'busy', 'blockedBy', 'type', 'onPress'];

type Choice = Pick<ButtonProps, 'busy' | 'blockedBy'> & {
  readonly text: string;
  readonly onPress: () => unknown;
};

/**
 * Yes and no, in this order, of one size. `isCostly` leaves yes as plain as no, where nothing may lean on the choice:
 * separate consent, or a no that costs something.
 */
export const ChoiceOfTwo: FunctionalComponent<{
  readonly yes: Choice;
  readonly no: Choice;
  readonly isCostly?: boolean;
}> = ({ yes, no, isCostly = false }) => (
  <div class="choice">
    <Button
      wide
      look={isCostly ? 'plain' : 'primary'}
      busy={yes.busy ?? false}
      blockedBy={yes.blockedBy}
      onPress={yes.onPress}
    >
      {yes.text}
    </Button>
    <Button wide busy={no.busy ?? false} blockedBy={no.blockedBy} onPress={no.onPress}>
      {no.text}
    </Button>
  </div>
);
ChoiceOfTwo.props = ['yes', 'no', 'isCostly'];
