/** One certificate: how it stands, what it looks like, what it says on demand, what happened to it, and what is wrong with it. */
import { defineComponent, type VNode } from 'vue';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, readNames } from '../../calls/names.ts';
import { arrowLeft, search } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { citizen } from '../../words/citizen.ts';
import { longDate } from '../../words/dates.ts';
import { useHolder } from '../acting/holder.ts';
import { listCertificates } from '../own.ts';
import { Care } from './attention.tsx';
import { Content } from './content.tsx';
import { Drawn } from './drawn.tsx';
import { issuerName, typeName } from './item.tsx';
import { Past } from './past.tsx';
import { Report } from './report.tsx';
import { numberText, tagOf } from './standing.ts';
import './certificates.css';

type Found = { readonly one: OwnCredential | undefined; readonly names: Names };

export const CertificatePage = defineComponent(() => {
  const route = useRoute();
  const holder = useHolder();
  usePage(say.oneTitle);
  const found = useLoaded(
    () => [String(route.params.id), holder.value] as const,
    async ([id, of], signal): Promise<Found> => {
      const [{ items }, names] = await Promise.all([listCertificates(of, signal), readNames()]);
      return { one: items.find((item) => item.id === id), names };
    },
  );
  const heading = (): string =>
    found.value?.one === undefined ? say.oneTitle() : typeName(found.value.one, found.value.names);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <RouterLink class="tall" to={{ path: '/', query: route.query }}>
          <Icon of={arrowLeft} />
          {citizen.back()}
        </RouterLink>
        <h1 tabindex="-1">{heading()}</h1>
      </div>
      <ShowLoaded of={found} from={say.vault()} show={show} />
    </div>
  );
});

const show = ({ one, names }: Found): VNode =>
  one === undefined ? (
    <Blank icon={search} heading={say.notYours()} text={say.notYoursNext()} />
  ) : (
    <>
      <p>
        <Tag kind={tagOf(one).kind}>{tagOf(one).text()}</Tag>
      </p>
      <Care of={one} names={names} />
      <Drawn of={one} names={names} />
      <Facts of={one} names={names} />
      <Content key={one.id} of={one} type={names.type(one.credentialType)} />
      <Past of={one} names={names} />
      <Report key={`report-${one.id}`} of={one} issuer={issuerName(one, names)} />
    </>
  );

const Facts = ({ of, names }: { readonly of: OwnCredential; readonly names: Names }) => (
  <dl class="facts sheet">
    <Fact label={say.number()} text={numberText(of) ?? say.noNumber()} />
    <Fact label={say.issuer()} text={issuerName(of, names)} />
    <Fact label={say.issuedOn()} text={longDate(of.issuedAt)} />
    {of.validFrom === null ? null : <Fact label={say.validFrom()} text={longDate(of.validFrom)} />}
    <Fact label={say.endsOn()} text={of.validUntil === null ? say.noEnd() : longDate(of.validUntil)} />
  </dl>
);

const Fact = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
);
