/** What every code of an audit means and what to do next, in English. */
import type { AuditTexts } from './words.ts';

const TELL = 'Keep this report and tell the supervising body; it can repeat the audit with the same command.';
const KEEP = 'Keep the file as it is, export your records again, and complain if it stays so.';

export const en: AuditTexts = {
  LEDGER_DIFFERS: [
    'This is another ledger, or it has another history, than the one that was known.',
    'Check the ledger’s address and your trust file; if both are right, tell the supervising body.',
  ],
  LEDGER_CONTRADICTS: [
    'What the ledger says doesn’t fit together.',
    'Run the audit on another access to the same ledger; if it stays so, tell the supervising body.',
  ],
  ACCREDITATIONS_DIFFER: ['What is told of departments and their keys is not what the ledger has.', TELL],
  LOG_NOT_SERVED: ['The platform doesn’t show a log that the ledger has.', TELL],
  LOG_LISTING_DIFFERS: ['A log is listed as something that it isn’t.', TELL],
  LOG_BEHIND_LEDGER: [
    'The platform shows an old state of a log: entries that the ledger has are missing.',
    'Run the audit again in some minutes; if it stays so, tell the supervising body.',
  ],
  CHECKPOINT_NOT_SIGNED: [
    'The head of the log isn’t signed by the log’s own key.',
    'Read the trust file from the ledger again and repeat the check; if it stays so, tell the supervising body.',
  ],
  LEAVES_MISSING: ['The ledger gave a log with a gap in it.', TELL],
  HEAD_DIFFERS: ['The log never had this head: the ledger doesn’t lead to it.', TELL],
  TILE_DIFFERS: ['Hashes that the platform shows are not those that follow from the ledger.', TELL],
  ENTRIES_DIFFER: ['Entries that the platform shows are not those that the ledger has.', TELL],
  ENTRY_MALFORMED: ['An entry of a log has a form that nobody may write.', TELL],
  ISSUED_WITHOUT_ACCREDITATION: ['A department issued what it wasn’t entitled to issue at that place.', TELL],
  STATUS_CHAIN_DIFFERS: ['The changes of a status list don’t lead to its head on the ledger.', TELL],
  STATUS_LIST_NOT_SERVED: ['The platform doesn’t show a status list that the ledger has.', TELL],
  STATUS_LIST_NOT_SIGNED: ['A status list isn’t signed by a key of its department that is in force.', TELL],
  STATUS_LIST_EXPIRED: [
    'A status list has expired and was not made anew.',
    'Run the audit again in some minutes; if it stays so, tell the department.',
  ],
  STATUS_LIST_DIFFERS: ['A status list shows other states than the ledger has.', TELL],
  TRUST_MALFORMED: [
    'The trust file has not the form it must have.',
    'Have the trust file written from the ledger again.',
  ],
  RECEIPT_MALFORMED: ['This record has not the form it must have.', KEEP],
  UNKNOWN_CITY: [
    'The trust file doesn’t know the city that this record is of.',
    'Check it with that city’s trust file.',
  ],
  RECEIPT_CHANGED: ['This record is not the one that was sealed: something in it was changed.', KEEP],
  RECEIPT_NOT_ON_LEDGER: ['This record doesn’t stand on the ledger, though it should by now.', KEEP],
  RECEIPT_GAP: ['A record is missing before this one.', KEEP],
  RECEIPT_CHAIN_BROKEN: ['This record doesn’t follow the one before it.', KEEP],
  FILE_TOO_LARGE: ['The file is larger than anything that can be checked here.', 'Choose another file.'],
  FILE_IS_PDF: [
    'This is a PDF. What can be checked is the proof file that is attached to it.',
    'Open the PDF, save its attachment, and choose that.',
  ],
  FILE_NOT_JSON: [
    'This file can’t be read: it is no proof, record, slip or trust file.',
    'Choose the file as it was received or exported, unchanged.',
  ],
  FILE_UNKNOWN: [
    'This is neither a proof nor a record, a slip or a trust file.',
    'Choose the file as you received or exported it.',
  ],
  FILE_OF_LATER_VERSION: [
    'This file is of a later version than this page knows.',
    'Load the page again, then choose the file once more.',
  ],
  FILE_DAMAGED: [
    'This file looks like one that can be checked, but parts of it are missing or changed.',
    'Choose the file as you received or exported it; if it stays so, get it anew.',
  ],
};
