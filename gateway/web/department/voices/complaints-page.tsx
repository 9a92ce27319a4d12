/** What people find wrong: with a use of their data, or with a certificate of the department's. */
import { defineComponent } from 'vue';
import { complaintReasons } from '../../../../sdk/schemas/complaint-reasons.ts';
import type { DepartmentComplaint } from '../../../../sdk/schemas/complaints.ts';
import { usePaged } from '../../calls/paged.ts';
import { messageCircle } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { department } from '../../words/department.ts';
import { voices as say } from '../../words/department-voices.ts';
import { language } from '../../words/language.ts';
import { momentText } from '../names.ts';
import { answerComplaint, listComplaints } from '../own.ts';
import { NoteForm } from './note-form.tsx';

export const ComplaintsPage = defineComponent(() => {
  usePage(department.complaints);
  const complaints = usePaged(listComplaints);
  const open = (): number =>
    (complaints.loaded.value?.items ?? []).filter(({ answeredAt }) => answeredAt === null).length;
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {complaints.loaded.value === undefined ? department.complaints() : say.complaintsHeading(open())}
        </h1>
        <p class="quiet">{say.complaintsWhat()}</p>
      </div>
      <section class="sheet" aria-label={department.complaints()}>
        <ShowPaged
          of={complaints}
          empty={() => (
            <Blank icon={messageCircle} heading={say.complaintsNone()} text={say.complaintsNoneNext()} />
          )}
          show={(items) => (
            <ul class="entries plain">
              {items.map((one) => (
                <li key={one.id} class="stack tight">
                  <Complaint of={one} onDone={complaints.loaded.again} />
                </li>
              ))}
            </ul>
          )}
        />
      </section>
    </div>
  );
});

const Complaint = ({ of, onDone }: { readonly of: DepartmentComplaint; readonly onDone: () => unknown }) => (
  <>
    <p class="row">
      {of.answeredAt === null ? <Tag kind="warn">{say.open()}</Tag> : <Tag kind="ok">{say.answered()}</Tag>}
      <strong>{of.kind === 'credential' ? say.mistake() : say.wrongUse()}</strong>
    </p>
    <p>{of.kind === 'credential' ? of.text : reasonText(of.reason)}</p>
    <p class="small quiet number fingerprint">
      {[
        say.received({ time: momentText(of.createdAt) }),
        ...(of.licence === null ? [] : [say.licence({ licence: of.licence })]),
        ...(of.receipt === null ? [] : [say.receipt({ n: of.receipt })]),
        ...(of.request === null ? [] : [say.request({ request: of.request })]),
        ...(of.answeredAt === null || of.answeredBy === null
          ? []
          : [say.answeredBy({ staff: of.answeredBy, time: momentText(of.answeredAt) })]),
      ].join(' · ')}
    </p>
    {of.answeredAt === null ? (
      <NoteForm
        id={`answer-${of.id}`}
        label={say.answer()}
        hint={of.kind === 'credential' ? say.correctIt() : say.answerHint()}
        missing={say.answerMissing()}
        button={say.sendAnswer()}
        onSend={async (text) => {
          await answerComplaint(of.id, text);
          onDone();
        }}
      />
    ) : null}
  </>
);

function reasonText(id: string): string {
  const reason = complaintReasons.find((one) => one.id === id);
  return reason?.[language.value] ?? id;
}
