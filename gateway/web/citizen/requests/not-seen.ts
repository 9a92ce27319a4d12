/** What a request leaves unseen: never a fact that another one gives away. */
import type { CredentialField, CredentialType } from '../../../../sdk/schemas/credential-types.ts';

/** Fields that say the same of the holder on every certificate that has them. */
const SHARED = ['name', 'idNumber', 'gender', 'ethnicity', 'dateOfBirth', 'registeredAddress', 'portrait'];

/** Fields that say the same by another name. */
const SAME: Readonly<Record<string, string>> = {
  'birth-medical-certificate/newbornName': 'name',
  'birth-medical-certificate/newbornSex': 'gender',
  'birth-medical-certificate/birthDateTime': 'dateOfBirth',
  'household-register/memberName': 'name',
  'household-register/memberIdNumber': 'idNumber',
  'marriage-certificate/holderName': 'name',
  'marriage-certificate/holderIdNumber': 'idNumber',
  'minimum-living-allowance-proof/holderName': 'name',
  'minimum-living-allowance-proof/holderIdNumber': 'idNumber',
};

/** What a fact gives away, wholly or in part: in doubt it is listed here, so that nobody is promised too much. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  // GB 11643-1999: digits 7 to 14 of a citizen number are the date of birth, the seventeenth tells the sex.
  idNumber: ['dateOfBirth', 'gender'],
  'birth-medical-certificate/issuingInstitution': ['birth-medical-certificate/birthPlace'],
  'birth-medical-certificate/isParentOf': [
    'birth-medical-certificate/motherName',
    'birth-medical-certificate/motherIdNumber',
    'birth-medical-certificate/fatherName',
    'birth-medical-certificate/fatherIdNumber',
  ],
  'household-register/headOfHousehold': ['household-register/relationToHead'],
  'household-register/relationToHead': ['household-register/headOfHousehold'],
  'household-register/householdMembers': [
    'household-register/headOfHousehold',
    'household-register/relationToHead',
    'household-register/maritalStatus',
  ],
  'household-register/isKinshipConfirmed': [
    'household-register/householdMembers',
    'household-register/relationToHead',
  ],
  // A certificate's number holds the year of the registration.
  'marriage-certificate/certificateNumber': ['marriage-certificate/registrationDate'],
  'marriage-certificate/isSpouseOf': [
    'marriage-certificate/spouseName',
    'marriage-certificate/spouseIdNumber',
  ],
  'minimum-living-allowance-proof/coveredMembers': ['minimum-living-allowance-proof/householdSize'],
  'real-estate-title/isHolderOwner': ['real-estate-title/ownerNames', 'real-estate-title/ownerIdNumbers'],
  'real-estate-title/isResidential': ['real-estate-title/usage'],
  'real-estate-title/ownerIdNumbers': ['real-estate-title/ownerNames', 'dateOfBirth', 'gender'],
  'real-estate-title/ownerNames': ['real-estate-title/coOwnership'],
  'real-estate-title/realEstateUnitNumber': ['real-estate-title/location'],
  'residence-permit/continuousResidenceMonths': ['residence-permit/issueDate'],
  'residence-permit/isFunctionActive': ['residence-permit/endorsementValidUntil'],
  'social-insurance-proof/isCurrentlyInsured': [
    'social-insurance-proof/insuredStatus',
    'social-insurance-proof/lastContributionMonth',
  ],
  'social-insurance-proof/employerUscc': ['social-insurance-proof/employerName'],
  // The first digits of an account number are its bank's.
  'social-security-card/bankAccountNumber': ['social-security-card/bankName'],
};

/** What is given away by anything at all of a certificate. */
const IMPLIED_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'marriage-certificate': ['household-register/maritalStatus'],
};

/** In public registers anybody looks it up. */
const PUBLIC: readonly string[] = ['business-licence/legalRepresentative'];

/** What a certificate's field says, whatever it is called there. */
function factOf(type: string, field: string): string {
  const own = `${type}/${field}`;
  return SAME[own] ?? (SHARED.includes(field) ? field : own);
}

type Asked = {
  readonly credentialType: string;
  readonly fields: readonly { readonly name: string }[];
};

/** Facts that are disclosed, and everything that follows from them. */
function seenBy(asks: readonly Asked[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = asks.flatMap(({ credentialType, fields }) => [
    ...fields.map(({ name }) => factOf(credentialType, name)),
    ...(IMPLIED_BY_TYPE[credentialType] ?? []),
  ]);
  for (const fact of queue) {
    if (seen.has(fact)) continue;
    seen.add(fact);
    queue.push(...(IMPLIED[fact] ?? []));
  }
  return seen;
}

const RANKS = ['highlySensitive', 'sensitive', 'personal'];

/**
 * Fields of the certificates that are asked for which stay unseen, the most sensitive first. Nothing public is among
 * them, nothing that is only worked out from others, and nothing that follows from what is seen.
 */
export function notSeen(
  asks: readonly Asked[],
  typeOf: (id: string) => CredentialType | undefined,
): readonly CredentialField[] {
  const seen = seenBy(asks);
  const told = new Set<string>();
  return asks
    .flatMap(({ credentialType }) =>
      (typeOf(credentialType)?.fields ?? []).map((field) => ({
        field,
        fact: factOf(credentialType, field.name),
      })),
    )
    .filter(({ field, fact }) => {
      const isTold = told.has(fact) || told.has(field.labelZh);
      const isUnseen = !seen.has(fact) && !PUBLIC.includes(fact);
      if (isTold || !isUnseen || field.derived === true || field.sensitivity === 'public') return false;
      told.add(fact).add(field.labelZh);
      return true;
    })
    .map(({ field }) => field)
    .toSorted((one, other) => RANKS.indexOf(one.sensitivity) - RANKS.indexOf(other.sensitivity));
}

/** Fields that need a consent of their own: they are named on the button (Personal Information Protection Law, article 29). */
export function sensitiveFields(
  asks: readonly Asked[],
  typeOf: (id: string) => CredentialType | undefined,
): readonly CredentialField[] {
  const fields = asks.flatMap(({ credentialType, fields: asked }) =>
    (typeOf(credentialType)?.fields ?? []).filter(
      (field) => isSensitive(field) && asked.some(({ name }) => name === field.name),
    ),
  );
  return [...new Map(fields.map((field) => [field.labelZh, field])).values()];
}

export const isSensitive = ({ sensitivity }: Pick<CredentialField, 'sensitivity'>): boolean =>
  sensitivity === 'sensitive' || sensitivity === 'highlySensitive';
