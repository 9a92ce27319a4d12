/** What every reason means and what to do next, in English. */
import type { ReasonTexts } from './reasons.ts';

export const en: ReasonTexts = {
  OPTIONS_MALFORMED: [
    'The verifier was called wrongly: a moment, a span, an audience or a nonce is not what it must be.',
    'Tell whoever runs your system that the call has to be mended.',
    'Nothing is wrong with your papers; the office has to mend its system.',
  ],
  MALFORMED: [
    'The proof has not the form it must have.',
    'Ask for the proof again; if it stays so, tell whoever runs your system.',
    'Nothing is wrong with your papers; the window asks again.',
  ],
  TRUST_MALFORMED: [
    'The trust file has not the form it must have.',
    'Have trust.json written anew with `city-verify trust`.',
    'Nothing is wrong with your papers; the office has to mend its system.',
  ],
  BINDING_NOT_CHECKED: [
    "Nobody said for whom this proof should be, so that it isn't known whether it was made for you.",
    'Check with the audience and the nonce of your own request.',
    "Don't rely on it: a proof made for somebody else proves nothing here.",
  ],
  UNKNOWN_CITY: [
    "The trust file doesn't know the city that made the proof.",
    'Add that city to trust.json if you mean to trust it.',
    'Ask the office whether it accepts proofs of that city.',
  ],
  OTHER_LEDGER: [
    'The proof names another ledger than the one that is trusted.',
    "Don't accept it; tell whoever runs your system.",
    'Nothing is wrong with your papers; the office has to find out why.',
  ],
  TRUST_TOO_OLD: [
    "The trust file doesn't know this issuer, key or log.",
    'Have trust.json written anew, then check again.',
    'Please wait a moment; the office refreshes its data.',
  ],
  BAD_SIGNATURE: [
    "A signature doesn't hold: something was changed after it was signed.",
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  WRONG_AUDIENCE: [
    'The proof was made for somebody else.',
    "Don't accept it; ask for a proof of your own.",
    "Agree to a request of this office; a proof for another one doesn't help here.",
  ],
  WRONG_NONCE: [
    'The proof answers another request of yours.',
    'Check it with the request it belongs to, or ask anew.',
    'Please agree once more if the window asks.',
  ],
  WRONG_REQUEST: [
    'What was signed is not the request that the proof shows.',
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  WRONG_PRESENTATION: [
    'Something was added to or taken from what was presented.',
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  WRONG_ITEM: [
    'What was presented answers another item of the request.',
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  TOO_OLD: ['The proof was made too long ago.', 'Ask for a new one.', 'Please agree once more.'],
  NOT_YET_VALID: [
    'The proof, the credential or what is known of the ledger is from later than now.',
    'Check the clock of this machine; otherwise wait until it begins.',
    'Please look at the day from which it is valid.',
  ],
  WRONG_TYPE: [
    'Another type of credential was presented than was asked for.',
    "Don't accept it; ask for a new proof.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  NOT_ANCHORED: [
    "It can't be shown that the credential stands on the ledger.",
    "If it was issued just now, ask again in some minutes; otherwise don't accept it.",
    'A credential issued just now can be used in some minutes.',
  ],
  SPLIT_VIEW: [
    'The log shows another past than the one that is known.',
    "Don't accept it, keep the proof and report it at once.",
    'Nothing is decided about you; the office has to report this.',
  ],
  ISSUER_NOT_ACCREDITED: [
    'The department was not entitled to sign this.',
    "Don't accept it; ask the department named.",
    'Ask the issuing department to issue the credential anew.',
  ],
  LEDGER_STALE: [
    'What is known of the ledger is too old to judge by.',
    'Have trust.json refreshed; if the gateway is behind, ask again later.',
    'Please wait or come again; your papers are not at fault.',
  ],
  EXPIRED: [
    "The credential's validity has ended.",
    'Ask the citizen to renew it, or use another that the matter accepts.',
    'Renew the credential with the department that issued it.',
  ],
  STATUS_UNREACHABLE: [
    'There is no current word on whether the credential still stands.',
    'Ask for the proof again in some minutes.',
    'Please wait a moment; the window asks again.',
  ],
  STATUS_MISMATCH: [
    'The status list given is not the one that belongs to the credential.',
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  REVOKED: [
    'The credential was revoked.',
    "Don't accept it; the issuing department knows why.",
    'Ask the issuing department why, and for a new one.',
  ],
  SUSPENDED: [
    'The credential is suspended.',
    "Don't accept it until it is reinstated.",
    'Ask the issuing department what is missing.',
  ],
  WRONG_STATEMENT: [
    "The statement doesn't belong to the credential presented.",
    "Don't accept it; ask for a new proof and report it if it happens again.",
    'Nothing is decided about you; a new proof is asked for.',
  ],
  INCOMPLETE: [
    'Something that was asked for is missing.',
    'Use what holds and ask for the rest again.',
    'Please agree to what is missing if the window asks.',
  ],
  NOT_AUTHORIZED: [
    "The person didn't agree.",
    'Ask the person, or take papers at the window instead.',
    'You may agree at another time, or bring papers.',
  ],
  AUTHORIZATION_USED: [
    'This authorization was used already; each serves once.',
    'Ask for a new authorization.',
    "Please agree once more; look at your list of uses if you didn't.",
  ],
  NOT_ENTITLED: [
    'The matter is not entitled to what was asked.',
    "Ask only for what the matter's catalogue entry lists.",
    'Nothing of yours was given out.',
  ],
  NO_SUCH_CREDENTIAL: [
    'The person holds no such credential.',
    'Take papers at the window, or ask for another credential.',
    'Ask the department that issues it.',
  ],
  STALE: [
    "The department hasn't confirmed its data recently enough for this matter.",
    'Ask the department named to confirm its data, or take papers.',
    'Please bring papers; the department is behind with its data.',
  ],
  REFUSED: [
    "The gateway refused this item for a reason that this version doesn't know.",
    'Update the SDK, and ask again.',
    'Please wait; the office has to update its system.',
  ],
  DEPARTMENT_SUSPENDED: [
    'The issuing department is suspended; what it signed before still holds.',
    'Look twice, and ask the operator if much depends on it.',
    'You need do nothing.',
  ],
  OLDER_HEAD: [
    'The proof shows an older head of the log than the trust file knows; nobody compared the two.',
    'Nothing to do if the trust file was written after the proof was made; otherwise ask for a new proof.',
    'You need do nothing.',
  ],
  MORE_THAN_ASKED: [
    'More was disclosed than was asked for; it was left out here.',
    'Report it: nobody should receive more than the matter needs.',
    'You may complain about it; your list of uses shows this use.',
  ],
};
