/** What a report is about: a request, or a matter and a window. */
import type { RequestForPerson } from '../../../sdk/schemas/requests.ts';
import type { Directory } from '../calls/directory.ts';
import { circleX } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import type { Fault } from '../parts/fields.tsx';
import { Icon } from '../parts/icon.tsx';
import { MatterSearch } from '../parts/matter-search.tsx';
import { Note } from '../parts/notes.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { dateText } from '../words/dates.ts';
import { papers as say } from '../words/papers.ts';
import { nameOf } from '../words/words.ts';
import type { Report } from './report.ts';

export const AboutRequest = ({ of }: { readonly of: RequestForPerson }) => (
  <Note kind="plain">
    <p>
      {say.inRequest()} <strong>{nameOf(of.matter)}</strong>
    </p>
    <p>
      {say.requestText({
        department: nameOf(of.department),
        window: nameOf(of.window),
        date: dateText(of.createdAt),
      })}
    </p>
  </Note>
);

type Props = { readonly report: Report; readonly directory: Directory };

export const WhichMatter = ({ report, directory, faults }: Props & { readonly faults: readonly Fault[] }) => {
  const chosen = report.matter === undefined ? undefined : directory.matter(report.matter);
  const fault = faults.find(({ id }) => id === 'search');
  if (chosen !== undefined)
    return (
      <div class="row">
        <p>{say.matterChosen({ matter: nameOf(chosen) })}</p>
        <Button
          onPress={() => {
            report.matter = undefined;
          }}
        >
          {say.matterOther()}
        </Button>
      </div>
    );
  return (
    <div class={['field', fault === undefined ? '' : 'wrong']}>
      {fault === undefined ? null : (
        <p class="error">
          <Icon of={circleX} />
          {fault.text}
        </p>
      )}
      <MatterSearch
        isPart
        onChoose={(code) => {
          report.matter = code;
          report.window = '';
        }}
      />
    </div>
  );
};

/** Windows of the matter's department; none before the matter is chosen. */
export const WhichWindow = ({ report, directory }: Props) => {
  const department =
    report.matter === undefined ? undefined : directory.matter(report.matter)?.departmentCode;
  const windows = directory.windows.filter(({ departmentCode }) => departmentCode === department);
  return windows.length === 0 ? null : (
    <SelectField
      id="paper-window"
      label={say.window()}
      value={report.window}
      options={[
        { value: '', text: say.windowUnknown() },
        ...windows.map((window) => ({ value: window.code, text: nameOf(window) })),
      ]}
      onPick={(code) => {
        report.window = code;
      }}
    />
  );
};
