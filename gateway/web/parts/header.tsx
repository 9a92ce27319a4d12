/** The bar on top of every page: where one is, large type, the other language, who is signed in. */
import { defineComponent, ref } from 'vue';
import { endSession, keepPreferences, signedIn } from '../calls/session.ts';
import { aLargeSmall, logOut } from '../icons/icons.ts';
import { type Elder, elder, language, setElder, setLanguage, tags } from '../words/language.ts';
import { shared } from '../words/shared.ts';
import { Icon } from './icon.tsx';

type HeaderProps = {
  /** The area's name beside the city's; none in the areas for everybody. */
  readonly area?: (() => string) | undefined;
  /** Where the city's name leads. */
  readonly home?: string | undefined;
};

export const Header = defineComponent(
  (props: HeaderProps, { slots }) =>
    () => (
      <header class="bar">
        <div>
          <a class="brand" href={props.home ?? '/'}>
            <Mark />
            <span>
              {props.area === undefined ? shared.cityShort() : `${shared.cityShort()} · ${props.area()}`}
            </span>
          </a>
          {slots.default?.()}
          <TypeSwitch />
          <LanguageSwitch />
          <Who />
        </div>
      </header>
    ),
  { props: ['area', 'home'] },
);

const Mark = () => (
  <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="currentColor" />
    <path
      d="M10 6.5h8.5L23 11v14.5H10z"
      fill="none"
      stroke="#fff"
      stroke-opacity=".75"
      stroke-width="1.5"
      stroke-dasharray="2.2 2"
    />
    <path
      d="m11.5 17 3.8 3.8L25 11"
      fill="none"
      stroke="#fff"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

/** Large type on and off; where it is on, one step more. */
const TypeSwitch = () => (
  <>
    <SizeTool
      isOn={elder.value !== 'off'}
      turn={elder.value === 'off' ? 'on' : 'off'}
      text={shared.large()}
    />
    {elder.value === 'off' ? null : (
      <SizeTool
        isOn={elder.value === 'max'}
        turn={elder.value === 'max' ? 'on' : 'max'}
        text={shared.larger()}
      />
    )}
  </>
);

type SizeToolProps = { readonly isOn: boolean; readonly turn: Elder; readonly text: string };

const SizeTool = ({ isOn, turn, text }: SizeToolProps) => (
  <button
    class="tool"
    type="button"
    aria-pressed={isOn ? 'true' : 'false'}
    onClick={() => choose(() => setElder(turn))}
  >
    <Icon of={aLargeSmall} />
    {text}
  </button>
);

const LanguageSwitch = () => {
  const other = language.value === 'zh' ? 'en' : 'zh';
  return (
    <button class="tool" type="button" lang={tags[other]} onClick={() => choose(() => setLanguage(other))}>
      {shared.otherLanguage()}
    </button>
  );
};

function choose(set: () => void): void {
  set();
  void keepPreferences();
}

const Who = defineComponent(() => {
  const hasFailed = ref(false);
  const end = async (): Promise<void> => {
    hasFailed.value = false;
    await endSession().catch(() => {
      hasFailed.value = true;
    });
  };
  return () => {
    const one = signedIn();
    return one === undefined ? null : (
      <div class="who">
        <span class="small quiet">{shared.signedIn({ name: one.name })}</span>
        <button class="tool" type="button" onClick={end}>
          <Icon of={logOut} />
          {shared.signOut()}
        </button>
        <p class="small" role="status">
          {hasFailed.value ? shared.signOutFailed() : ''}
        </p>
      </div>
    );
  };
});
