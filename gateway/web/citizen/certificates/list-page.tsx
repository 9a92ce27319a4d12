/** What I hold, and what needs care. */
import { defineComponent, type VNode } from 'vue';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, readNames } from '../../calls/names.ts';
import { signedIn } from '../../calls/session.ts';
import { fileText, hash, phone, qrCode, scanLine } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { More } from '../../parts/more.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { elder } from '../../words/language.ts';
import { useHolder } from '../acting/holder.ts';
import { listCertificates } from '../own.ts';
import { Attention } from './attention.tsx';
import { FamilyPart } from './family-part.tsx';
import { CertificateItem } from './item.tsx';
import './certificates.css';

/** What people look for first, whatever was issued last. */
const first = ['resident-identity-card', 'household-register', 'social-security-card', 'residence-permit'];

const placeOf = ({ credentialType }: OwnCredential): number => {
  const place = first.indexOf(credentialType);
  return place < 0 ? first.length : place;
};

export const CertificatesPage = defineComponent(() => {
  usePage(say.title);
  const holder = useHolder();
  const held = useLoaded(
    () => holder.value,
    async (of, signal) => {
      const [{ items }, names] = await Promise.all([listCertificates(of, signal), readNames()]);
      return { items: items.toSorted((one, other) => placeOf(one) - placeOf(other)), names };
    },
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {holder.value === undefined ? say.greeting({ name: signedIn()?.name ?? '' }) : say.theirs()}
        </h1>
        {held.value === undefined || held.value.items.length === 0 ? null : (
          <p class="quiet">
            {(holder.value === undefined ? say.lead : say.theirsLead)(held.value.items.length)}
          </p>
        )}
      </div>
      {holder.value !== undefined ? null : elder.value === 'off' ? <Acts /> : <ElderActs />}
      <ShowLoaded
        of={held}
        from={say.vault()}
        show={({ items, names }) => <Held items={items} names={names} />}
      />
      {holder.value === undefined ? <FamilyPart /> : null}
      <Wrong />
      {holder.value === undefined ? <Onward /> : null}
    </div>
  );
});

const Acts = () => (
  <div class="acts">
    <RouterLink class="button primary" to="/code">
      <Icon of={qrCode} />
      <span>
        {say.showCode()}
        <small>{say.showCodeWhat()}</small>
      </span>
    </RouterLink>
    <RouterLink class="button" to="/scan">
      <Icon of={scanLine} />
      <span>{say.scan()}</span>
    </RouterLink>
  </div>
);

/** In large type the number is first, and help is the third thing on the page. */
const ElderActs = () => (
  <div class="acts">
    <RouterLink class="button primary" to="/code">
      <Icon of={hash} />
      <span>
        {say.sayDigits()}
        <small>{say.sayDigitsWhat()}</small>
      </span>
    </RouterLink>
    <RouterLink class="button" to="/scan">
      <Icon of={scanLine} />
      <span>{say.scan()}</span>
    </RouterLink>
    <a class="button" href="tel:12345">
      <Icon of={phone} />
      <span>
        {say.help()}
        <small>{say.helpWhat()}</small>
      </span>
    </a>
  </div>
);

type HeldProps = { readonly items: readonly OwnCredential[]; readonly names: Names };

const Held = ({ items, names }: HeldProps): VNode => {
  if (items.length === 0) return <Blank icon={fileText} heading={say.none()} text={say.noneNext()} />;
  const valid = items.filter(({ status }) => status === 'valid');
  const others = items.filter(({ status }) => status !== 'valid');
  return (
    <>
      <Attention items={items} names={names} />
      <List id="valid" heading={say.valid(valid.length)} items={valid} names={names} />
      <List id="others" heading={say.others()} items={others} names={names} />
    </>
  );
};

const List = ({
  id,
  heading,
  items,
  names,
}: HeldProps & { readonly id: string; readonly heading: string }) =>
  items.length === 0 ? null : (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <More
        items={items}
        first={3}
        show={(shown) => (
          <ul class="certificates">
            {shown.map((one) => (
              <li key={one.id}>
                <CertificateItem of={one} names={names} />
              </li>
            ))}
          </ul>
        )}
      />
    </section>
  );

const Onward = () => (
  <p class="row">
    <RouterLink class="tall" to="/slips">
      {say.slips()}
    </RouterLink>
    <RouterLink class="tall" to="/settings">
      {say.settings()}
    </RouterLink>
  </p>
);

const Wrong = () => (
  <details>
    <summary>{say.wrong()}</summary>
    <div class="stack tight">
      <p>{say.wrongContent()}</p>
      <p>{say.wrongMissing()}</p>
      <p>
        <a class="button" href="tel:12345">
          <Icon of={phone} />
          {say.call()}
        </a>
      </p>
    </div>
  </details>
);
