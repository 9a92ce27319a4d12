/** Checks by two officers on which the lot fell, and officers who did very many in a day. */
import { defineComponent } from 'vue';
import type { OfficerAlert } from '../../../../sdk/schemas/officers.ts';
import { usePaged } from '../../calls/paged.ts';
import { users } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { Table } from '../../parts/table.tsx';
import { dateText, timeText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { voices as say } from '../../words/department-voices.ts';
import { useCatalogue } from '../names.ts';
import { listAlerts, listReviews } from '../own.ts';
import { Review } from './review.tsx';

export const ReviewsPage = defineComponent(() => {
  usePage(department.reviews);
  const names = useCatalogue();
  const reviews = usePaged(listReviews);
  const alerts = usePaged(listAlerts);
  const open = (): number =>
    (reviews.loaded.value?.items ?? []).filter(({ outcome }) => outcome === null).length;
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {reviews.loaded.value === undefined ? department.reviews() : say.reviewsHeading(open())}
        </h1>
        <p class="quiet">{say.reviewsWhat()}</p>
      </div>
      <div class="two">
        <section class="sheet stack" aria-labelledby="reviews">
          <h2 id="reviews">{say.reviews()}</h2>
          <ShowPaged
            of={reviews}
            empty={() => <Blank icon={users} heading={say.reviewsNone()} text={say.reviewsNoneNext()} />}
            show={(items) => (
              <ul class="entries plain">
                {items.map((one) => (
                  <li key={one.id} class="stack tight">
                    <Review of={one} names={names.value} onDone={reviews.loaded.again} />
                  </li>
                ))}
              </ul>
            )}
          />
        </section>
        <section class="sheet stack" aria-labelledby="alerts">
          <h2 id="alerts">{say.alerts()}</h2>
          <ShowPaged
            of={alerts}
            empty={() => <p class="quiet">{say.alertsNone()}</p>}
            show={(items) => <Alerts of={items} />}
          />
        </section>
      </div>
    </div>
  );
});

const Alerts = ({ of }: { readonly of: readonly OfficerAlert[] }) => (
  <Table
    caption={say.alerts()}
    columns={[{ text: say.officer() }, { text: say.day() }, { text: say.level() }]}
    rows={of.map(({ officer, day, level, at }) => ({
      key: `${officer} ${day} ${level}`,
      cells: [
        officer,
        `${dateText(day)} ${timeText(at)}`,
        level === 'reached' ? <Tag kind="bad">{say.reached()}</Tag> : <Tag kind="warn">{say.near()}</Tag>,
      ],
    }))}
  />
);
