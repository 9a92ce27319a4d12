/** What the gateway tells and takes of the administrator's own department. */
import type {
  AdministrationProposal,
  DepartmentKey,
  DepartmentOverview,
  DepartmentStatistics,
  JournalEntry,
  RegisteredMatter,
  StatusPreview,
} from '../../../sdk/schemas/administration.ts';
import type { MatterSummary } from '../../../sdk/schemas/catalog.ts';
import type { DepartmentComplaint } from '../../../sdk/schemas/complaints.ts';
import type { FaceAlert, FaceState } from '../../../sdk/schemas/face.ts';
import type { PaperReport } from '../../../sdk/schemas/figures.ts';
import type { ImportFault, ImportReport, StatusChangeWish } from '../../../sdk/schemas/issuing.ts';
import type { OfficerAlert, OfficerReview, SettleReview } from '../../../sdk/schemas/officers.ts';
import { call } from '../calls/call.ts';
import type { Items } from '../calls/catalogue.ts';
import { session } from '../calls/session.ts';

/** The administrator's staff number. */
export const ownStaff = (): string => (session.value?.kind === 'staff' ? session.value.staff : '');

/** The code of the administrator's department; empty for anybody else, whom the gateway refuses. */
export const ownDepartment = (): string => (session.value?.kind === 'staff' ? session.value.department : '');

type Query = Readonly<Record<string, string | number>>;

/** An address of the own department's. */
export function at(what: string, query: Query = {}): string {
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return `/departments/${encodeURIComponent(ownDepartment())}/${what}${asked.size === 0 ? '' : `?${asked}`}`;
}

const PAGE = 50;
const read = <Answer>(what: string, query: Query, signal?: AbortSignal): Promise<Answer> =>
  call('GET', at(what, query), { signal });

/** Reads a page of a list of the department's. */
const pageOf =
  <Item>(what: string, limit = PAGE) =>
  (next: number, signal?: AbortSignal): Promise<Items<Item>> =>
    read(what, { next, limit }, signal);

export const readOverview = (signal?: AbortSignal): Promise<DepartmentOverview> =>
  read('overview', {}, signal);
export const listKeys = (signal?: AbortSignal): Promise<Items<DepartmentKey>> => read('keys', {}, signal);
export const readFace = (signal?: AbortSignal): Promise<FaceState> => read('face', {}, signal);
export const readStatistics = (
  span: { readonly from: string; readonly to: string },
  signal?: AbortSignal,
): Promise<DepartmentStatistics> => read('statistics', span, signal);

export const listImports = pageOf<ImportReport>('imports');
export const listMatters = pageOf<RegisteredMatter>('matters');
export const listJournal = pageOf<JournalEntry>('journal');
export const listComplaints = pageOf<DepartmentComplaint>('complaints');
export const listAlerts = pageOf<OfficerAlert>('officer-alerts');
export const listFaceAlerts = pageOf<FaceAlert>('face-alerts');
export const listReviews = pageOf<OfficerReview>('officer-reviews');

/** Reports that a window asked for paper, in a state or in any. */
export const listPapers = (
  next: number,
  signal: AbortSignal | undefined,
  state: 'open' | 'settled' | 'all',
): Promise<Items<PaperReport>> =>
  read('papers-asked', { next, limit: PAGE, ...(state === 'all' ? {} : { state }) }, signal);

export const readImport = (id: string, signal?: AbortSignal): Promise<ImportReport> =>
  read(`imports/${encodeURIComponent(id)}`, {}, signal);

/** Rows of an import that were not taken; `next` is the last line that was told of. */
export const listFaults = (id: string, next: number, signal?: AbortSignal): Promise<Items<ImportFault>> =>
  read(`imports/${encodeURIComponent(id)}/faults`, { next, limit: 100 }, signal);

/** Says that the data of a type are right as of now. */
export const confirmData = (type: string, asOf: string): Promise<{ readonly asOf: string }> =>
  call('POST', at('confirmations'), { body: { type, asOf } });

export const previewStatus = ({ type, record, change }: StatusChangeWish): Promise<StatusPreview> =>
  call('POST', at('status/preview'), { body: { type, record, change }, isRepeatable: true });

/** What is proposed, by its address. */
export type ProposalPath = 'status-changes' | 'keys/rotation';

export const listProposals = (path: ProposalPath): ReturnType<typeof pageOf<AdministrationProposal>> =>
  pageOf(path);

export const propose = (
  path: ProposalPath,
  body: StatusChangeWish | undefined,
): Promise<AdministrationProposal> => call('POST', at(path), { body });

export const decide = (
  path: ProposalPath,
  id: string,
  step: 'confirm' | 'withdraw',
): Promise<AdministrationProposal> => call('POST', at(`${path}/${encodeURIComponent(id)}/${step}`));

export const answerComplaint = (id: string, text: string): Promise<unknown> =>
  call('POST', `/complaints/${encodeURIComponent(id)}/answer`, { body: { text } });

export const settlePaper = (id: string, note: string): Promise<unknown> =>
  call('POST', `/papers-asked/${encodeURIComponent(id)}/settle`, { body: { note } });

export const settleReview = (id: string, body: SettleReview): Promise<unknown> =>
  call('POST', at(`officer-reviews/${encodeURIComponent(id)}/settle`), { body });

/** Names of the department's matters. */
export const listOwnMatters = (signal?: AbortSignal): Promise<Items<MatterSummary>> =>
  call('GET', `/catalog/matters?${new URLSearchParams({ department: ownDepartment(), limit: '200' })}`, {
    signal,
  });
