/** How a certificate stands, in one word; and what calls for care, in words and what to do. */
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { certificates as say } from '../../words/certificates.ts';
import { longDate } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';

export type Alert = OwnCredential['alerts'][number];

/** The gravest first: it is the one that stands on the card. */
const order: readonly Alert[] = ['revoked', 'suspended', 'expired', 'expires-soon', 'updating'];

const tags = {
  revoked: { kind: 'bad', text: say.statusRevoked },
  suspended: { kind: 'warn', text: say.statusSuspended },
  expired: { kind: 'warn', text: say.statusExpired },
  'expires-soon': { kind: 'warn', text: say.statusExpiresSoon },
  updating: { kind: 'info', text: say.statusUpdating },
} as const;
const validTag = { kind: 'ok', text: say.statusValid } as const;

/** Undefined for one that nothing is the matter with. */
export const gravest = ({ alerts }: Pick<OwnCredential, 'alerts'>): Alert | undefined =>
  order.find((alert) => alerts.includes(alert));

export function tagOf(certificate: Pick<OwnCredential, 'alerts'>): (typeof tags)[Alert] | typeof validTag {
  const alert = gravest(certificate);
  return alert === undefined ? validTag : tags[alert];
}

const DAY = 86_400_000;

type Care = { readonly kind: 'info' | 'warn' | 'bad'; readonly heading: string; readonly text: string };

/** Undefined where there is nothing to do. */
export function careFor(
  certificate: OwnCredential,
  { type, issuer }: { readonly type: CredentialType | undefined; readonly issuer: string },
): Care | undefined {
  const alert = gravest(certificate);
  if (alert === undefined) return undefined;
  const name = { type: type === undefined ? certificate.credentialType : nameOf(type) };
  const end = certificate.validUntil ?? '';
  const { kind } = tags[alert];
  switch (alert) {
    case 'expires-soon': {
      const days = Math.max(0, Math.ceil((Date.parse(`${end}T23:59:59+08:00`) - Date.now()) / DAY) - 1);
      return {
        kind,
        heading: say.expiresSoon(name),
        text: say.expiresSoonText({ date: longDate(end), days }),
      };
    }
    case 'expired':
      return { kind, heading: say.expired(name), text: say.expiredText({ date: longDate(end) }) };
    case 'suspended':
      return { kind, heading: say.suspended(name), text: say.suspendedText() };
    case 'revoked':
      return { kind, heading: say.revoked(name), text: say.revokedText({ issuer }) };
    default:
      return { kind, heading: say.updating(name), text: say.updatingText() };
  }
}

/** Until when it holds, as a card says it. */
export const endText = ({ validUntil }: Pick<OwnCredential, 'validUntil'>): string =>
  validUntil === null ? say.noEnd() : say.until({ date: longDate(validUntil) });

/** A masked number in groups that a line may end between; how many stars there are says nothing. */
export const numberText = ({ maskedNumber }: Pick<OwnCredential, 'maskedNumber'>): string | undefined =>
  maskedNumber?.replace(/\*{5,}/, ' **** **** ');
