/** Telling of a window that asked for paper. */
import { defineComponent, reactive, ref } from 'vue';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import type { RequestForPerson } from '../../../sdk/schemas/requests.ts';
import { call } from '../calls/call.ts';
import { useDeed } from '../calls/deed.ts';
import { type Directory, readDirectory } from '../calls/directory.ts';
import { useLoaded } from '../calls/loaded.ts';
import { type Names, readNames } from '../calls/names.ts';
import { circleCheck } from '../icons/icons.ts';
import { Blank, ShowLoaded } from '../parts/blank.tsx';
import { Button } from '../parts/button.tsx';
import { DeedFault } from '../parts/deed-fault.tsx';
import { ErrorSummary, type Fault, Field, type InputAttributes } from '../parts/fields.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { dateText } from '../words/dates.ts';
import { papers as say } from '../words/papers.ts';
import { nameOf } from '../words/words.ts';
import { AboutRequest, WhichMatter, WhichWindow } from './about.tsx';
import { days, faultsOf, newReport, type Report, send } from './report.ts';

const MOST_CHARACTERS = 500;

export type Found = {
  readonly names: Names;
  readonly directory: Directory;
  readonly request: RequestForPerson | undefined;
};

type Props = {
  /** In whose course paper was asked for. */
  readonly request: string | undefined;
  /** What is known of it otherwise; it can be changed. */
  readonly about?: Partial<Report>;
};

export const PaperForm = defineComponent(
  (props: Props) => {
    const report = reactive<Report>(newReport(props.about));
    const faults = ref<readonly Fault[]>([]);
    const isSent = ref(false);
    const found = useLoaded(
      () => props.request,
      async (id, signal): Promise<Found> => {
        const [names, directory, request] = await Promise.all([
          readNames(),
          readDirectory(),
          id === undefined
            ? undefined
            : call<RequestForPerson>('GET', `/me/requests/${encodeURIComponent(id)}`, { signal }),
        ]);
        return { names, directory, request };
      },
    );
    const sending = useDeed(async (request: RequestForPerson | undefined) => {
      await send(report, request);
      isSent.value = true;
    });
    const again = (): void => {
      Object.assign(report, newReport(props.about));
      isSent.value = false;
    };
    const submit = (event: Event): void => {
      event.preventDefault();
      const request = found.value?.request;
      faults.value = faultsOf(report, request);
      if (faults.value.length === 0) void sending.run(request);
    };
    const show = ({ names, directory, request }: Found) => (
      <div class="stack">
        <ErrorSummary faults={faults.value} />
        {/* The search is a form of its own: forms don't stand in forms. */}
        {request === undefined ? (
          <WhichMatter report={report} directory={directory} faults={faults.value} />
        ) : (
          <AboutRequest of={request} />
        )}
        <form class="stack" onSubmit={submit} novalidate>
          <WhichType
            report={report}
            types={typesFor({ names, directory, request }, report)}
            faults={faults.value}
          />
          {request === undefined ? <Day report={report} /> : null}
          {request === undefined ? <WhichWindow report={report} directory={directory} /> : null}
          <Text report={report} />
          <DeedFault of={sending.fault} />
          <p>
            <Button type="submit" look="primary" busy={sending.isBusy}>
              {sending.isBusy ? say.sending() : say.send()}
            </Button>
          </p>
        </form>
      </div>
    );
    return () => (
      <section class="sheet" aria-label={say.title()}>
        <div role="status">
          {isSent.value ? (
            <Blank icon={circleCheck} heading={say.sent()} text={say.sentNext()}>
              {() => <Button onPress={again}>{say.another()}</Button>}
            </Blank>
          ) : null}
        </div>
        {isSent.value ? null : <ShowLoaded of={found} show={show} />}
      </section>
    );
  },
  { props: ['request', 'about'] },
);

/** Those that the matter itself asks for first: it is about them that a window knows better. */
function typesFor({ names, directory, request }: Found, { matter }: Report): readonly CredentialType[] {
  const own =
    request?.parties.flatMap(({ asks }) => asks.map(({ credentialType }) => credentialType)) ??
    (matter === undefined ? [] : (directory.matter(matter)?.credentialTypes ?? []));
  const isOwn = ({ id }: CredentialType): boolean => own.includes(id);
  return [...names.types.filter(isOwn), ...names.types.filter((type) => !isOwn(type))];
}

const errorOf = (faults: readonly Fault[], id: string): string | undefined =>
  faults.find((fault) => fault.id === id)?.text;

type PartProps = { readonly report: Report; readonly faults: readonly Fault[] };

const WhichType = ({ report, types, faults }: PartProps & { readonly types: readonly CredentialType[] }) => (
  <Field id="paper-type" label={say.which()} error={errorOf(faults, 'paper-type')}>
    {(own: InputAttributes) => (
      <select
        {...own}
        value={report.type}
        onChange={(event) => {
          report.type = (event.target as HTMLSelectElement).value;
        }}
      >
        <option value="" />
        {types.map((type) => (
          <option key={type.id} value={type.id}>
            {nameOf(type)}
          </option>
        ))}
      </select>
    )}
  </Field>
);

const Day = ({ report }: Pick<PartProps, 'report'>) => (
  <SelectField
    id="paper-day"
    label={say.when()}
    value={report.day}
    options={days().map((day, back) => ({
      value: day,
      text: back === 0 ? say.today({ date: dateText(day) }) : dateText(day),
    }))}
    onPick={(day) => {
      report.day = day;
    }}
  />
);

const Text = ({ report }: Pick<PartProps, 'report'>) => (
  <Field id="paper-text" label={say.text()} hint={say.textHint()}>
    {(own: InputAttributes) => (
      <textarea
        {...own}
        rows={3}
        maxlength={MOST_CHARACTERS}
        value={report.text}
        onInput={(event) => {
          report.text = (event.target as HTMLTextAreaElement).value;
        }}
      />
    )}
  </Field>
);
