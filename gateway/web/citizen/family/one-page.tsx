/** What is somebody else's, for whom one acts: certificates, what waits for a yes, and the way to the records. */
import { defineComponent, type VNode } from 'vue';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, readNames } from '../../calls/names.ts';
import { CallProblem } from '../../calls/problem.ts';
import { history } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { family as say } from '../../words/family.ts';
import { nameOf } from '../../words/words.ts';
import { useHolder, withHolder } from '../acting/holder.ts';
import { issuerName, typeName } from '../certificates/item.tsx';
import { endText, numberText, tagOf } from '../certificates/standing.ts';
import { listCertificates } from '../own.ts';
import { iconOf } from '../type-icons.ts';
import '../certificates/certificates.css';

type Found = {
  readonly holder: string | undefined;
  readonly certificates: readonly OwnCredential[];
  /** Undefined where a mandate doesn't reach so far. */
  readonly waiting: readonly RequestForPerson[] | undefined;
  readonly names: Names;
};

export const OnePage = defineComponent(() => {
  usePage(say.one);
  const holder = useHolder();
  const found = useLoaded(
    () => holder.value,
    async (of, signal): Promise<Found> => {
      const [certificates, waiting, names] = await Promise.all([
        listCertificates(of, signal),
        waitingFor(of, signal),
        readNames(),
      ]);
      return { holder: of, certificates: certificates.items, waiting, names };
    },
  );
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.one()}</h1>
      <ShowLoaded of={found} show={show} />
      <p>
        <RouterLink class="tall" to="/family">
          {say.toFamily()}
        </RouterLink>
      </p>
    </div>
  );
});

async function waitingFor(
  of: string | undefined,
  signal: AbortSignal,
): Promise<readonly RequestForPerson[] | undefined> {
  try {
    const path = withHolder('/me/requests?limit=100', of);
    return (await call<Items<RequestForPerson>>('GET', path, { signal })).items;
  } catch (error) {
    if (error instanceof CallProblem && error.status === 403) return undefined;
    throw error;
  }
}

const show = ({ holder, certificates, waiting, names }: Found): VNode => (
  <div class="stack loose">
    <section class="stack" aria-labelledby="certificates">
      <h2 id="certificates">{say.certificates()}</h2>
      {certificates.length === 0 ? <p class="quiet">{say.certificatesNone()}</p> : null}
      <ul class="certificates">
        {certificates.map((one) => (
          <li key={one.id}>
            <Certificate of={one} holder={holder} names={names} />
          </li>
        ))}
      </ul>
    </section>
    {waiting === undefined ? (
      <p class="quiet">{say.limited()}</p>
    ) : (
      <>
        <Waiting of={waiting} />
        <p>
          <RouterLink class="button" to={withHolder('/records', holder)}>
            <Icon of={history} />
            {say.theirRecords()}
          </RouterLink>
        </p>
      </>
    )}
  </div>
);

type CertificateProps = {
  readonly of: OwnCredential;
  readonly holder: string | undefined;
  readonly names: Names;
};

const Certificate = ({ of, holder, names }: CertificateProps) => {
  const { kind, text } = tagOf(of);
  return (
    <RouterLink class="certificate" to={withHolder(`/certificates/${of.id}`, holder)}>
      <Icon of={iconOf(of.credentialType)} />
      <h3>{typeName(of, names)}</h3>
      <Tag kind={kind}>{text()}</Tag>
      <p class="small quiet">
        {of.maskedNumber === null ? null : <span class="number">{numberText(of)} · </span>}
        {issuerName(of, names)} · {endText(of)}
      </p>
    </RouterLink>
  );
};

const Waiting = ({ of }: { readonly of: readonly RequestForPerson[] }) => (
  <section class="stack tight" aria-labelledby="waiting">
    <h2 id="waiting">{say.waitingOfThem()}</h2>
    {of.length === 0 ? <p class="quiet">{say.waitingOfThemNone()}</p> : null}
    <ul class="chosen">
      {of.map(({ id, department, matter }) => (
        <li key={id}>
          <RouterLink class="tall" to={`/requests/${id}`}>
            {nameOf(department)} · {nameOf(matter)}
          </RouterLink>
        </li>
      ))}
    </ul>
  </section>
);
