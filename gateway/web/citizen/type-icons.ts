/** The drawing that stands beside each type of certificate. */
import {
  baby,
  building2,
  creditCard,
  fileText,
  heart,
  house,
  idCard,
  landmark,
  wallet,
} from '../icons/icons.ts';

const drawings: Readonly<Record<string, string>> = {
  'birth-medical-certificate': baby,
  'business-licence': building2,
  'household-register': house,
  'marriage-certificate': heart,
  'real-estate-title': landmark,
  'residence-permit': idCard,
  'resident-identity-card': idCard,
  'social-insurance-proof': wallet,
  'social-security-card': creditCard,
};

export const iconOf = (type: string): string => drawings[type] ?? fileText;
