/** Texts of the pages by which a department sends its records. */
import { words } from './words.ts';

export const imports = words({
  heading: { zh: '把记录导进来', en: 'Import your records' },
  promise: {
    zh: '文件加密存着，取完就删。网断了、后台重启了，会从断的地方接着取。',
    en: 'The file is stored encrypted and deleted once it has been read. After a break or a restart the import carries on where it stopped.',
  },
  type: { zh: '哪种证照', en: 'Which certificate' },
  file: { zh: '文件', en: 'File' },
  fileHint: {
    zh: '.csv（首行是列名）或 .jsonl，UTF-8',
    en: '.csv (column names in the first line) or .jsonl, UTF-8',
  },
  fileMissing: { zh: '选一个文件', en: 'Choose a file' },
  fileOther: {
    zh: '选 .csv 或 .jsonl 文件；表格软件里可以“另存为 CSV UTF-8”',
    en: 'Choose a .csv or .jsonl file; spreadsheets can save as “CSV UTF-8”',
  },
  columns: { zh: '要哪些列？', en: 'Which columns?' },
  emptyTable: { zh: '存一份空表', en: 'Save an empty table' },
  columnName: { zh: '列名', en: 'Column name' },
  holds: { zh: '填什么', en: 'What it holds' },
  needed: { zh: '要不要填', en: 'Needed' },
  always: { zh: '必填', en: 'Always' },
  ifKnown: { zh: '有就填', en: 'If there is one' },
  asOf: { zh: '数据截至', en: 'Data as of' },
  asOfHint: { zh: '不填就是现在', en: 'Now, if left empty' },
  asOfLate: { zh: '填已经过去的时间', en: 'Enter a time that has passed' },
  send: { zh: '开始导入', en: 'Start the import' },
  sending: { zh: '正在传 {percent}%', en: 'Sending {percent}%' },
  sendingLabel: { zh: '上传进度', en: 'Upload' },
  stop: { zh: '停下', en: 'Stop' },
  broken: { zh: '没传完', en: 'The file was not sent completely' },
  brokenNext: {
    zh: '文件还选着。连上以后再点一次；已经取过的行不会重复。还不行，拨 12345。',
    en: 'Your file is still chosen. Press again once you are connected; rows already imported are not counted twice. If that fails, call 12345.',
  },

  history: { zh: '以前的导入', en: 'Imports so far' },
  historyNone: { zh: '还没有导入过', en: 'Nothing has been imported yet' },
  historyNoneNext: { zh: '选好文件，从这里开始第一次。', en: 'Choose a file above to begin.' },
  when: { zh: '时间', en: 'When' },
  state: { zh: '进展', en: 'State' },
  rows: { zh: '行数', en: 'Rows' },
  issued: { zh: '新签发', en: 'Issued' },
  replaced: { zh: '换新', en: 'Replaced' },
  unchanged: { zh: '没变', en: 'Unchanged' },
  faulty: { zh: '没取', en: 'Not imported' },
  stateRunning: { zh: '正在取', en: 'In progress' },
  stateDone: { zh: '取完了', en: 'Done' },
  stateFailed: { zh: '读不下去', en: 'Unreadable' },

  running: { zh: '正在取，已经取了 {n} 行', en: 'Importing: {n} rows so far' },
  runningNext: {
    zh: '可以关掉这一页去做别的，取完了在列表里看得到。',
    en: 'You can leave this page; the list of imports shows when it is done.',
  },
  done: { zh: '取完了，{n} 行都好', en: 'Done: all {n} rows were imported' },
  doneFaulty: {
    zh: (faulty: string) => `取完了，有 ${faulty} 行没取`,
    en: (faulty: string) => `Done, but ${faulty} ${faulty === '1' ? 'row was' : 'rows were'} not imported`,
  },
  doneFaultyNext: {
    zh: '按下面说的改好这几行，单独或整份再导一次；没变的行不会重签。',
    en: 'Correct these rows as shown below, then import them or the whole file again; unchanged rows are not issued again.',
  },
  failed: { zh: '文件读不下去', en: 'The file could not be read to the end' },
  back: { zh: '回到导入', en: 'Back to imports' },
  faults: { zh: '没取的行', en: 'Rows that were not imported' },
  line: { zh: '行', en: 'Line' },
  column: { zh: '列', en: 'Column' },
  why: { zh: '为什么，怎么改', en: 'Why, and how to correct it' },
  wholeRow: { zh: '整行', en: 'The whole row' },
});

/** What columns hold that are for the import alone, by name. */
export const importColumns = words({
  newbornIdNumber: { zh: '新生儿的身份证件号码', en: 'Identity number of the newborn' },
  legalRepresentativeIdNumber: {
    zh: '法定代表人的身份证件号码',
    en: 'Identity number of the legal representative',
  },
  entryNumber: { zh: '户口登记的记录编号', en: 'Record number of the entry' },
  holderNumber: { zh: '权利人的证件号码', en: 'Number of the right holder' },
  cardSerial: { zh: '卡的序列号，作记录编号', en: 'Serial number of the card, which is the record number' },
  deceased: { zh: '已经去世：true 或 false', en: 'Has died: true or false' },
});

/** How to mend what a row or a file was not taken for, by code. */
export const importReasons = words({
  NOT_A_RECORD: {
    zh: '这一行不是一条记录：看看引号和逗号',
    en: 'This line is not a record: check quotes and commas',
  },
  LINE_TOO_LONG: { zh: '这一行太长，可能漏了换行', en: 'This line is too long; a line break may be missing' },
  UNKNOWN_COLUMN: {
    zh: '没有这一列：删掉，或改成规定的列名',
    en: 'There is no such column: remove it or correct its name',
  },
  MISSING: { zh: '这里不能空着', en: 'This must not be empty' },
  NOT_A_DATE: { zh: '写成 2026-11-26 这样的日期', en: 'Write a date such as 2026-11-26' },
  NOT_A_NUMBER: { zh: '写成数字', en: 'Write a number' },
  NOT_A_BOOLEAN: { zh: '写成 true 或 false', en: 'Write true or false' },
  NOT_A_LIST: { zh: '写成列表', en: 'Write a list' },
  NOT_A_TEXT: { zh: '写成文字', en: 'Write a text' },
  TOO_LONG: { zh: '内容太长', en: 'The value is too long' },
  NO_SUCH_NUMBER: {
    zh: '号码的校验位不对，核对一遍',
    en: 'The number’s check digit is wrong; check the number',
  },
  WRONG_HOLDER: { zh: '这种证照不发给这类持证人', en: 'This certificate is not issued to such a holder' },
  RECORD_STANDS_TWICE: {
    zh: '同一条记录出现两次而内容不同，留对的那一行',
    en: 'The record appears twice with different contents; keep the right row',
  },
  FILE_NOT_READABLE: {
    zh: '看看这一行的编码（UTF-8）和引号，改好整份再导一次；已经取的不用动',
    en: 'Check this line’s encoding (UTF-8) and quotes, correct it and import the whole file again; what was imported stays',
  },
  FILE_EMPTY: {
    zh: '文件里没有记录。数据没变的话，在概况里确认一次就行',
    en: 'The file has no records. If nothing changed, confirm that on the overview',
  },
  HEADING_NOT_FITTING: {
    zh: '首行要是列名，至少有持证人号码和记录编号两列，都不能重名',
    en: 'The first line must name the columns, each once, with at least the holder’s number and the record number',
  },
  SPOOL_FILE_CHANGED: {
    zh: '是我们的毛病：存着的文件坏了。整份再导一次，并拨 12345 告诉平台',
    en: 'Our fault: the stored file was damaged. Import the whole file again, and tell the platform at 12345',
  },
});
