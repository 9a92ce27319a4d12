/** The page itself: promise, search, the matter that was found, the ways to say yes, and where to go. */
import { defineComponent } from 'vue';
import { listCredentialTypes, listDepartments } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import {
  building2,
  chevronRight,
  hash,
  idCard,
  monitor,
  qrCode,
  shieldCheck,
  ticket,
  user,
} from '../icons/icons.ts';
import { Icon } from '../parts/icon.tsx';
import { MatterSearch } from '../parts/matter-search.tsx';
import { More } from '../parts/more.tsx';
import { usePage } from '../parts/page.ts';
import { shared } from '../words/shared.ts';
import { start as say } from '../words/start.ts';
import { useAddress } from './address.ts';
import { MatterSheet } from './matter-sheet.tsx';
import { Papers } from './papers.tsx';
import { Scale } from './scale.tsx';

export const StartPage = defineComponent(() => {
  usePage(say.heading);
  const address = useAddress();
  const lists = useLoaded(
    () => undefined,
    async (_, signal) => {
      const [departments, types] = await Promise.all([listDepartments(signal), listCredentialTypes(signal)]);
      return { departments, types };
    },
  );
  return () => (
    <>
      <div class="hero stack">
        <h1 tabindex="-1">{say.heading()}</h1>
        <p class="lead">{say.promise()}</p>
      </div>
      <MatterSearch onChoose={address.open} />
      {address.matter.value === undefined ? null : (
        <MatterSheet
          code={address.matter.value}
          departments={lists.value?.departments.items ?? []}
          types={lists.value?.types.items ?? []}
        />
      )}
      <Ways />
      <Destinations />
      <Papers />
      {lists.value === undefined ? null : (
        <Scale departments={lists.value.departments.total} types={lists.value.types.total} />
      )}
      {lists.value?.departments.items.some(({ usccFictional }) => usccFictional) ? (
        <p class="small quiet">{shared.demonstration()}</p>
      ) : null}
    </>
  );
});

const ways = [
  [qrCode, say.wayCode],
  [hash, say.wayDigits],
  [ticket, say.waySlip],
  [user, say.wayOfficers],
] as const;

const Ways = () => (
  <section class="stack" aria-labelledby="ways">
    <h2 id="ways">{say.ways()}</h2>
    <ul class="ways">
      {ways.map(([icon, text]) => (
        <li key={icon}>
          <Icon of={icon} />
          {text()}
        </li>
      ))}
    </ul>
    <p class="quiet">{say.allAlike()}</p>
  </section>
);

const destinations = [
  ['/citizen', idCard, say.citizen, say.citizenWhat],
  ['/counter', monitor, say.counter, say.counterWhat],
  ['/department', building2, say.department, say.departmentWhat],
  ['/audit', shieldCheck, say.audit, say.auditWhat],
] as const;

const Destinations = () => (
  <nav class="stack" aria-labelledby="places">
    <h2 id="places">{say.places()}</h2>
    <More
      items={destinations}
      first={1}
      show={(some) => (
        <ul class="destinations sheet flush">
          {some.map(([path, icon, name, what]) => (
            <li key={path}>
              <a href={path}>
                <Icon of={icon} />
                <span>
                  <strong>{name()}</strong>
                  <span class="small quiet">{what()}</span>
                </span>
                <Icon of={chevronRight} />
              </a>
            </li>
          ))}
        </ul>
      )}
    />
  </nav>
);
