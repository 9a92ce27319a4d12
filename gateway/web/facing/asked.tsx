/** What is asked of a party: fields by certificate, why, for how long and on what basis. */
import type { FunctionalComponent } from 'vue';
import { timeText } from '../words/dates.ts';
import { language } from '../words/language.ts';
import { requests as say } from '../words/requests.ts';
import { shared } from '../words/shared.ts';
import { labelOf, nameOf, subjectOf } from '../words/words.ts';
import type { Party } from './request.ts';
import type { Request } from './screen.ts';

const inZh = (): boolean => language.value === 'zh';

/** `isOneOfMany` names the role. */
export const AskedFields: FunctionalComponent<{ readonly of: Party; readonly isOneOfMany: boolean }> = ({
  of,
  isOneOfMany,
}) => (
  <section class="stack tight" aria-labelledby={`see-${of.subject}`}>
    <h2 id={`see-${of.subject}`}>{say.willSee()}</h2>
    {isOneOfMany ? <p class="quiet">{say.roleOf({ role: subjectOf(of) })}</p> : null}
    <dl class="facts sheet">
      {of.asks.map((ask) => (
        <div key={ask.credentialType}>
          <dt>{nameOf(ask)}</dt>
          <dd>
            <strong>{shared.list(ask.fields.map(labelOf))}</strong>
            <span class="quiet why">{say.purpose({ purpose: inZh() ? ask.purposeZh : ask.purposeEn })}</span>
            {ask.because.map((one) => (
              <span key={one.id} class="quiet why">
                {say.because({ text: inZh() ? one.textZh : one.textEn })}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
AskedFields.props = ['of', 'isOneOfMany'];

export const Terms: FunctionalComponent<{ readonly of: Request; readonly parties: readonly Party[] }> = ({
  of: { matter, expiresAt },
  parties,
}) => {
  const bases = new Set(parties.map(({ basis }) => (inZh() ? basis.articleZh : basis.articleEn)));
  return (
    <dl class="facts sheet">
      <Fact term={say.times()} text={say.once({ time: timeText(expiresAt) })} />
      <Fact
        term={say.kept()}
        text={say.keptYears({ years: matter.retentionYears, matter: nameOf(matter) })}
      />
      <Fact term={say.basis()} text={say.bases([...bases])} />
    </dl>
  );
};
Terms.props = ['of', 'parties'];

const Fact = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);
