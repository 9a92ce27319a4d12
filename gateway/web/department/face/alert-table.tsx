/** Where faces failed too often, and how near the number is from which on a filing is due. */
import type { FaceAlert } from '../../../../sdk/schemas/face.ts';
import { Table } from '../../parts/table.tsx';
import { dateText, timeText } from '../../words/dates.ts';
import { face as say } from '../../words/department-face.ts';

const kinds = {
  'tries-at-window': { what: say.triesAtWindow, todo: say.lookAtWindow },
  'tries-in-department': { what: say.triesInDepartment, todo: say.lookAtWindow },
  'near-filing': { what: say.nearFiling, todo: say.fileSoon },
  'at-filing': { what: say.atFiling, todo: say.fileNow },
} as const;

const placeText = ({ window, kind }: FaceAlert): string =>
  window ?? (kind === 'tries-in-department' ? say.wholeDepartment() : say.everywhere());

export const AlertTable = ({ of }: { readonly of: readonly FaceAlert[] }) => (
  <Table
    caption={say.alerts()}
    columns={[
      { text: say.day() },
      { text: say.alert(), isLong: true },
      { text: say.window() },
      { text: say.todo(), isLong: true },
    ]}
    rows={of.map((one) => {
      const { what, todo } = kinds[one.kind];
      return {
        key: `${one.at} ${one.kind} ${one.window}`,
        cells: [`${dateText(one.day)} ${timeText(one.at)}`, what(), placeText(one), todo()],
      };
    })}
  />
);
