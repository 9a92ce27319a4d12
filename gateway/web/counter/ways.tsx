/** All ways to somebody's yes, side by side: camera and hand scanner, eight digits, the counter's own code, a slip, two officers, a face. */
import { defineAsyncComponent, defineComponent, nextTick, ref } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { hash, qrCode, ticket, users } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { plainDigits } from '../parts/fields.tsx';
import { Scanner } from '../parts/scanner/scanner.tsx';
import { counter } from '../words/counter.ts';
import { ask as say } from '../words/counter-ask.ts';
import type { Way } from './asking.ts';
import { FaultNote } from './fault-note.tsx';
import { useKeys } from './keys.tsx';
import type { Giver } from './matter.ts';
import { OfficersForm } from './officers-form.tsx';
import { WayBox } from './way-box.tsx';
import { isCode, isSlip, useWedge } from './wedge.ts';

type Props = {
  readonly giver: Giver | undefined;
  readonly matter: CompleteMatter;
  readonly onTake: (way: Way) => void;
};

// Its words and what it asks of the gateway are nobody's burden who comes by a code.
const FaceWay = defineAsyncComponent(async () => (await import('./face/face-way.tsx')).FaceWay);

const LENGTH = 8;
const focus = (id: string): void => document.getElementById(id)?.focus();

/** Tells each way as it is brought; made anew for each giver, so that nothing of another stays in its fields. Its slot `waiting` stands in the camera's place. */
export const Ways = defineComponent(
  (props: Props, { slots }) => {
    const isForeign = ref(false);
    const hasOfficers = ref(false);
    const openOfficers = async (): Promise<void> => {
      hasOfficers.value = true;
      await nextTick();
      focus('document');
    };
    const read = (text: string): void => {
      isForeign.value = !isCode(text);
      if (isSlip(text)) props.onTake({ method: 'slip', party: { slip: text } });
      else if (isCode(text)) props.onTake({ method: 'code', party: { code: text } });
    };
    const show = (): void => props.onTake({ method: 'show', party: { show: true } });
    const isDeceased = (): boolean => props.giver?.isDeceased === true;
    useWedge((text) => {
      if (!isDeceased()) read(text);
    });
    useKeys([
      { key: counter.keyWedge(), text: counter.keyScanner },
      { key: 'Alt 2', text: say.number, act: () => focus('number') },
      { key: 'Alt 3', text: say.ownShow, act: () => (isDeceased() ? undefined : show()) },
      { key: 'Alt 4', text: say.slip, act: () => focus('slip') },
      { key: 'Alt 5', text: say.officers, act: openOfficers },
    ]);
    const officers = () => (
      <WayBox icon={users} title={say.officers()} keyName="Alt 5">
        {hasOfficers.value || isDeceased() ? (
          <OfficersForm giver={props.giver} matter={props.matter} onTake={props.onTake} />
        ) : (
          <>
            <p class="small quiet">{say.officersWhat()}</p>
            <Button onPress={openOfficers}>{say.officersOpen()}</Button>
          </>
        )}
      </WayBox>
    );
    return () =>
      isDeceased() ? (
        officers()
      ) : (
        <div class="ways">
          <div class="stack">
            {slots.waiting?.() ?? (
              <section class="sheet stack" aria-labelledby="camera">
                <h2 id="camera">{say.camera()}</h2>
                <p>
                  <strong>{say.aim()}</strong> {say.wedge()}
                </p>
                <Scanner onText={read} />
              </section>
            )}
            <FaultNote fault={isForeign.value ? 'not-ours' : undefined} />
          </div>
          <div class="stack">
            <WayBox icon={hash} title={say.number()} keyName="Alt 2">
              <NumberForm onTake={props.onTake} />
            </WayBox>
            <WayBox icon={qrCode} title={say.own()} keyName="Alt 3">
              <p class="small quiet">{say.ownWhat()}</p>
              <Button onPress={show}>{say.ownShow()}</Button>
            </WayBox>
            <WayBox icon={ticket} title={say.slip()} keyName="Alt 4">
              <SlipForm onRead={read} />
            </WayBox>
            {officers()}
            <FaceWay matter={props.matter} onTake={props.onTake} />
          </div>
        </div>
      );
  },
  { props: ['giver', 'matter', 'onTake'] },
);

/** Sent by itself once eight digits stand there: whoever reads them aloud waits for nothing. */
const NumberForm = defineComponent(
  (props: { readonly onTake: Props['onTake'] }) => {
    const typed = ref('');
    const missing = ref(0);
    const send = (): void => {
      const digits = plainDigits(typed.value);
      missing.value = Math.max(0, LENGTH - digits.length);
      if (!/^\d{8}$/.test(digits)) return;
      typed.value = '';
      props.onTake({ method: 'number', party: { number: digits } });
    };
    const type = (text: string): void => {
      typed.value = text;
      missing.value = 0;
      // What a hand scanner types into the field is no number: only eight digits and nothing else are sent.
      if (/^\d{8}$/.test(plainDigits(text))) send();
    };
    return () => (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <label class="visually-hidden" for="number">
          {say.numberLabel()}
        </label>
        <input
          id="number"
          class="digits number"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          placeholder={say.numberShape()}
          aria-describedby="number-hint"
          aria-invalid={missing.value > 0 ? 'true' : undefined}
          value={typed.value}
          onInput={(event) => type((event.target as HTMLInputElement).value)}
        />
        <p id="number-hint" class={missing.value > 0 ? 'error small' : 'small quiet'} role="status">
          {missing.value > 0 ? say.numberShort({ n: missing.value }) : say.numberHint()}
        </p>
      </form>
    );
  },
  { props: ['onTake'] },
);

const SlipForm = defineComponent(
  (props: { readonly onRead: (text: string) => void }) => {
    const typed = ref('');
    const isWrong = ref(false);
    const send = (): void => {
      const text = typed.value.trim();
      isWrong.value = !isSlip(text);
      if (isWrong.value) return;
      typed.value = '';
      props.onRead(text);
    };
    return () => (
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <label class="visually-hidden" for="slip">
          {say.slipLabel()}
        </label>
        <input
          id="slip"
          type="text"
          autocomplete="off"
          aria-describedby="slip-hint"
          aria-invalid={isWrong.value ? 'true' : undefined}
          value={typed.value}
          onInput={(event) => {
            typed.value = (event.target as HTMLInputElement).value;
          }}
        />
        <p id="slip-hint" class={isWrong.value ? 'error small' : 'small quiet'} role="status">
          {isWrong.value ? say.slipShape() : say.slipHint()}
        </p>
        <Button type="submit">{say.slipTake()}</Button>
      </form>
    );
  },
  { props: ['onRead'] },
);
