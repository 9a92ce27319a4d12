/** A window's person-facing screens: pairing one, seeing which are at work, and ending one. */
import { defineComponent, onScopeDispose, ref, shallowRef } from 'vue';
import { useLoaded } from '../../calls/loaded.ts';
import { CallProblem, Unreached } from '../../calls/problem.ts';
import { endScreen, type ListedScreen, listScreens, showPairingCode } from '../../calls/screens.ts';
import { monitor, wifiOff } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { digitByDigit, inFours, tableDate, timeText } from '../../words/dates.ts';
import { screens as say } from '../../words/screens.ts';
import { FaultNote } from '../fault-note.tsx';
import { ownWindow } from '../kept.ts';
import './screens.css';

const LOOK_EVERY = 5_000;

type Fault = CallProblem | 'unreached';

const faultOf = (error: unknown): Fault => {
  if (error instanceof CallProblem) return error;
  if (error instanceof Unreached) return 'unreached';
  throw error;
};

export const ScreensPage = defineComponent(() => {
  usePage(say.title);
  const listed = useLoaded(() => ownWindow.value ?? '', listScreens);
  const fault = shallowRef<Fault>();
  const told = ref('');
  const ending = ref<string>();
  const turns = setInterval(listed.again, LOOK_EVERY);
  onScopeDispose(() => clearInterval(turns));
  const end = async ({ id }: ListedScreen): Promise<void> => {
    [ending.value, fault.value, told.value] = [id, undefined, ''];
    try {
      await endScreen(id);
      told.value = say.ended();
    } catch (error) {
      fault.value = faultOf(error);
    }
    ending.value = undefined;
    listed.again();
  };
  return () => (
    <div class="stack loose screens">
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p class="quiet">{say.what()}</p>
      </div>
      <Pairing window={ownWindow.value ?? ''} />
      <section class="stack" aria-labelledby="screens">
        <h2 id="screens">{say.list()}</h2>
        <p role="status">{told.value}</p>
        <FaultNote fault={fault.value} />
        <ShowLoaded of={listed} show={({ items }) => <List of={items} ending={ending.value} onEnd={end} />} />
      </section>
    </div>
  );
});

type ListProps = {
  readonly of: readonly ListedScreen[];
  readonly ending: string | undefined;
  readonly onEnd: (one: ListedScreen) => unknown;
};

const List = ({ of, ending, onEnd }: ListProps) =>
  of.length === 0 ? (
    <p class="quiet">{say.none()}</p>
  ) : (
    <ul class="plain sheet flush">
      {of.map((one) => (
        <li key={one.id} class="row">
          <div>
            <p>
              <strong>{one.name}</strong>{' '}
              {one.isLive ? (
                <Tag kind="ok" icon={monitor}>
                  {say.live()}
                </Tag>
              ) : (
                <Tag kind="warn" icon={wifiOff}>
                  {say.away()}
                </Tag>
              )}
            </p>
            <p class="small quiet">
              {say.since({
                date: tableDate(one.pairedAt),
                time: timeText(one.pairedAt),
                staff: one.pairedBy,
              })}
            </p>
          </div>
          <Button look="danger" busy={ending === one.id} onPress={() => onEnd(one)}>
            {ending === one.id ? say.ending() : say.end({ name: one.name })}
          </Button>
        </li>
      ))}
    </ul>
  );

const Pairing = defineComponent(
  (props: { readonly window: string }) => {
    const shown = shallowRef<{ readonly code: string; readonly expiresAt: string }>();
    const isOver = ref(false);
    const isBusy = ref(false);
    const fault = shallowRef<Fault>();
    let end: ReturnType<typeof setTimeout> | undefined;
    onScopeDispose(() => clearTimeout(end));
    const show = async (): Promise<void> => {
      [isBusy.value, fault.value] = [true, undefined];
      try {
        const code = await showPairingCode(props.window);
        [shown.value, isOver.value] = [code, false];
        clearTimeout(end);
        end = setTimeout(() => {
          isOver.value = true;
        }, Date.parse(code.expiresAt) - Date.now());
      } catch (error) {
        fault.value = faultOf(error);
      }
      isBusy.value = false;
    };
    return () => (
      <div class="sheet stack">
        <div role="status" class="stack">
          {shown.value === undefined ? null : <Code of={shown.value} isOver={isOver.value} />}
        </div>
        <FaultNote fault={fault.value} />
        <p>
          <Button look="primary" busy={isBusy.value} onPress={show}>
            {isBusy.value ? say.pairing() : shown.value === undefined ? say.pair() : say.pairAgain()}
          </Button>
        </p>
      </div>
    );
  },
  { props: ['window'] },
);

type CodeProps = {
  readonly of: { readonly code: string; readonly expiresAt: string };
  readonly isOver: boolean;
};

const Code = ({ of: { code, expiresAt }, isOver }: CodeProps) =>
  isOver ? (
    <p>{say.over()}</p>
  ) : (
    <>
      <p>
        <span class="visually-hidden">
          {say.code()} {digitByDigit(code)}
        </span>
        <strong class="pairing-code number" aria-hidden="true">
          {inFours(code)}
        </strong>
      </p>
      <p>{say.how({ address: `${location.host}/counter/facing`, time: timeText(expiresAt) })}</p>
    </>
  );
