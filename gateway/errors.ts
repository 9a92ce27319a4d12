/** The one table of errors that the gateway answers with: a stable code, an HTTP status, and what to do next in both languages. */

type Row = {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly nextZh: string;
  readonly nextEn: string;
};

/** Every error code; docs/errors.md lists the same rows, kept equal by a test. Alphabetical. */
export const errorTable = {
  ACCOUNT_IN_USE: {
    status: 409,
    zh: '该账户已属于其他单位',
    en: 'The account belongs to the operator or to another department.',
    nextZh: '请为该部门使用它自己的账户。',
    nextEn: 'Use an account of the department’s own.',
  },
  ALREADY_CONFIRMED: {
    status: 409,
    zh: '已经确认过',
    en: 'That side has confirmed the proposal already.',
    nextZh: '无需再次确认，请等待另一方。',
    nextEn: 'Nothing to do; wait for the other side.',
  },
  ALREADY_ENACTED: {
    status: 409,
    zh: '该提案已生效',
    en: 'The proposal has taken effect already.',
    nextZh: '无需再操作。',
    nextEn: 'Nothing to do.',
  },
  ASSERTION_REFUSED: {
    status: 401,
    zh: '客户端断言无效',
    en: 'The client assertion is not accepted.',
    nextZh: '请核对密钥、受众、有效期，并为每次请求生成新的 jti。',
    nextEn: 'Check key, audience and times, and make a new jti for each request.',
  },
  AUTHORIZATION_USED: {
    status: 409,
    zh: '授权已被使用',
    en: 'The authorization has been used.',
    nextZh: '请重新发起请求，由本人再次授权。',
    nextEn: 'Ask again; the person agrees again.',
  },
  BAD_REQUEST: {
    status: 400,
    zh: '请求格式不正确',
    en: 'The request has not the form it must have.',
    nextZh: '请按接口文档改正 details.faults 所列各处后重试。',
    nextEn: 'Mend what details.faults lists, following the reference at /docs, and try again.',
  },
  CATALOG_NOT_FOUND: {
    status: 404,
    zh: '目录中没有这一项',
    en: 'The catalogue has no such entry.',
    nextZh: '请核对代码；可在 /catalog 下检索。',
    nextEn: 'Check its code; search under /catalog.',
  },
  CITY_ID_FIXED: {
    status: 500,
    zh: '城市标识不可更改',
    en: 'This database belongs to a city of another CITY_ID: what was signed would not be found any more.',
    nextZh: '请恢复原来的 CITY_ID，或使用空的数据库。',
    nextEn: 'Set the former CITY_ID again, or use an empty database.',
  },
  CODE_NOT_ACCEPTED: {
    status: 404,
    zh: '此码无效',
    en: 'This code is not accepted: it never was, has expired, or was used.',
    nextZh: '请本人重新出示。',
    nextEn: 'The person shows a new one.',
  },
  CONTRACTS_NOT_BUILT: {
    status: 500,
    zh: '合约尚未编译',
    en: 'The contracts have not been compiled.',
    nextZh: '请先运行 npm run build。',
    nextEn: 'Run npm run build first.',
  },
  CREDENTIAL_NOT_FOUND: {
    status: 404,
    zh: '没有这张证照',
    en: 'There is no such credential for this caller.',
    nextZh: '请核对编号。',
    nextEn: 'Check its number.',
  },
  DATABASE_BEHIND_LEDGER: {
    status: 500,
    zh: '数据库落后于账本',
    en: 'The ledger holds entries that this database does not know.',
    nextZh: '请停止写入并用最近的备份和日志文件恢复数据库，再重新启动。',
    nextEn: 'Stop, restore the database from its newest backup and the log files, then start again.',
  },
  DATABASE_UNREACHABLE: {
    status: 500,
    zh: '无法连接数据库',
    en: 'The database that DATABASE_URL names could not be reached, or does not let the gateway in.',
    nextZh: '请检查数据库是否运行，以及 DATABASE_URL 中的地址、用户、密码和库名。',
    nextEn: 'See that it runs, and check address, user, password and database name in DATABASE_URL.',
  },
  DATA_DIR_IN_USE: {
    status: 500,
    zh: '数据目录正被另一个进程使用',
    en: 'Another process is running on this data folder.',
    nextZh: '请先停止该进程，或用 DATA_DIR 指定别的目录。',
    nextEn: 'Stop that process first, or name another folder with DATA_DIR.',
  },
  DEPARTMENT_SUSPENDED: {
    status: 409,
    zh: '该部门已被暂停',
    en: 'The department is suspended.',
    nextZh: '请联系运行单位；恢复需该部门与另一部门确认。',
    nextEn: 'Ask the operator; reinstatement needs the department and one other.',
  },
  EMPTY_BATCH: {
    status: 400,
    zh: '批次为空',
    en: 'A batch holds at least one entry.',
    nextZh: '请提交至少一条。',
    nextEn: 'Send at least one.',
  },
  FILE_EMPTY: {
    status: 400,
    zh: '文件中没有任何记录',
    en: 'The file holds no record.',
    nextZh: '请检查导出的文件；没有变化时，请单独确认数据，不必提交空文件。',
    nextEn: 'Look at what was exported; to confirm unchanged data without a file, use the confirmations.',
  },
  FILE_NOT_READABLE: {
    status: 400,
    zh: '文件无法读取',
    en: 'The file can’t be read on from the line named.',
    nextZh: '请检查该行的编码（UTF-8）和引号，改正后整份重新提交。',
    nextEn: 'Mend that line (UTF-8, quotes, length) and send the whole file again; what was taken stays.',
  },
  FORBIDDEN: {
    status: 403,
    zh: '无权使用此接口',
    en: 'This caller may not use this address.',
    nextZh: '请确认令牌的类型和权限范围（scope）。',
    nextEn: 'Check the kind of token and its scopes.',
  },
  HEADING_NOT_FITTING: {
    status: 400,
    zh: '首行缺少必需的列名，或列名重复',
    en: 'The first line doesn’t name the columns that every file must have, or names one twice.',
    nextZh: '首行须为列名，至少包含持证人号码列和记录编号列，改正后整份重新提交。',
    nextEn:
      'Put the names of the columns in the first line, those of the holder’s number and the record among them.',
  },
  HOLDER_NEEDED: {
    status: 409,
    zh: '请选择代谁授权',
    en: 'It must be said for whom is agreed.',
    nextZh: '请从 details 所列中选择。',
    nextEn: 'Choose one of those that the request lists.',
  },
  IMPORT_NOT_FOUND: {
    status: 404,
    zh: '没有这次导入',
    en: 'There is no such import.',
    nextZh: '请核对导入编号。',
    nextEn: 'Check its number.',
  },
  INTERNAL: {
    status: 500,
    zh: '系统内部错误',
    en: 'Something failed inside the gateway.',
    nextZh: '请稍后重试；若持续出现，请把请求编号告诉运行单位。',
    nextEn: 'Try again later; if it persists, tell the operator the request number.',
  },
  KEYSTORE_LOCKED: {
    status: 500,
    zh: '密钥库无法打开',
    en: 'The keystore does not open with this secret, or was changed.',
    nextZh: '请检查 KEYSTORE_SECRET_FILE 所指的密钥文件是否与密钥库一致。',
    nextEn: 'Check that KEYSTORE_SECRET_FILE names the secret that belongs to this keystore.',
  },
  KEY_HAS_ENDED: {
    status: 409,
    zh: '该密钥已终止',
    en: 'The key has ended and can’t be used or started again.',
    nextZh: '请使用新的密钥。',
    nextEn: 'Use a new key.',
  },
  KEY_WITHOUT_SUCCESSOR: {
    status: 409,
    zh: '该部门没有可以接替的密钥',
    en: 'The department has no other key that may sign what this one signs.',
    nextZh: '请先轮换密钥（npm run keys -- rotate），再终止旧密钥。',
    nextEn: 'Rotate first (npm run keys -- rotate), then end the former key.',
  },
  LEDGER_ACCOUNT_UNFUNDED: {
    status: 503,
    zh: '账本账户余额不足',
    en: 'An account that writes to the ledger can’t pay for it; nothing was recorded.',
    nextZh: '请为 details 中的账户充值；已排队的内容会自动重发。',
    nextEn: 'Fund the account named in the details; what is queued is sent again by itself.',
  },
  LEDGER_CHANGED: {
    status: 500,
    zh: '账本已更换',
    en: 'This database belongs to another ledger.',
    nextZh: '请恢复原来的账本设置，或使用空的数据库。',
    nextEn: 'Set the former ledger again, or use an empty database.',
  },
  LEDGER_CONTRADICTS: {
    status: 500,
    zh: '账本记录相互矛盾',
    en: 'What the ledger tells doesn’t fit together.',
    nextZh: '请立即通知运行单位和审计人员。',
    nextEn: 'Tell the operator and the auditors at once.',
  },
  LEDGER_FORKED: {
    status: 500,
    zh: '账本上的存证与数据库不一致',
    en: 'A log on the ledger is not the one that this database has anchored.',
    nextZh: '请核对 LEDGER 与 LEDGER_CONTRACTS 是否指向原来的账本，并运行 npm run audit。',
    nextEn: 'Check that LEDGER and LEDGER_CONTRACTS name the ledger used before, and run npm run audit.',
  },
  LEDGER_REFUSED: {
    status: 500,
    zh: '账本拒绝了写入',
    en: 'The ledger refused a write for a reason that it didn’t name.',
    nextZh: '请检查账本账户的余额与合约地址。',
    nextEn: 'Check the account’s funds and the address of the contracts.',
  },
  LEDGER_UNREACHABLE: {
    status: 503,
    zh: '账本暂时无法访问',
    en: 'The ledger does not answer; what was sent may or may not have been recorded.',
    nextZh: '已排队的内容会自动重发，无需重复提交；请检查账本服务。',
    nextEn: 'What is queued is sent again by itself; check that the ledger is running.',
  },
  LOG_SUSPENDED: {
    status: 409,
    zh: '该日志已被暂停',
    en: 'The log is suspended.',
    nextZh: '请联系运行单位。',
    nextEn: 'Ask the operator.',
  },
  LOG_UNKNOWN: {
    status: 404,
    zh: '没有这个存证日志',
    en: 'There is no log of this name.',
    nextZh: '请在 GET /log 查看现有日志。',
    nextEn: 'GET /log lists the logs there are.',
  },
  MALFORMED_CHANGES: {
    status: 400,
    zh: '状态变更格式不正确',
    en: 'Status changes have not the form they must have.',
    nextZh: '请提交至少一项变更。',
    nextEn: 'Send at least one change.',
  },
  MANDATE_NOT_FOUND: {
    status: 404,
    zh: '没有这项委托',
    en: 'There is no such mandate.',
    nextZh: '请核对委托编号。',
    nextEn: 'Check its number.',
  },
  MANDATE_REFUSED: {
    status: 400,
    zh: '委托无效',
    en: 'The mandate is not accepted.',
    nextZh: '请核对被委托人号码和日期。',
    nextEn: 'Check the number and the dates.',
  },
  METHOD_NOT_AVAILABLE: {
    status: 400,
    zh: '该授权方式尚未开通',
    en: 'This way of authorizing is not available yet.',
    nextZh: '请使用二维码或八位数字。',
    nextEn: 'Use a QR code or an eight-digit number.',
  },
  NOTHING_ASKED: {
    status: 400,
    zh: '请求没有索取任何内容',
    en: 'The request asks for nothing: no condition that it names needs a credential, or it names no field.',
    nextZh: '请写明适用的情形（见 /catalog/matters/:code），或检查 fields 与登记的字段。',
    nextEn:
      'Name a condition that holds (see /catalog/matters/:code), or check `fields` and what is registered.',
  },
  NOT_AUTHORIZED: {
    status: 409,
    zh: '本人尚未授权或已拒绝',
    en: 'The request is not authorized.',
    nextZh: '请等待本人同意，或重新发起请求。',
    nextEn: 'Wait for the person to agree, or ask again.',
  },
  NOT_CONFIRMED: {
    status: 409,
    zh: '尚未确认面前的人',
    en: 'It is not confirmed yet that the person at the window is the one who agreed.',
    nextZh: '请核对打码姓名后确认。',
    nextEn: 'Compare the masked name and confirm.',
  },
  NOT_DEPARTMENT: {
    status: 403,
    zh: '该账户不代表可确认的部门',
    en: 'The account stands for no department that may do this.',
    nextZh: '请用该部门当前的账户。',
    nextEn: 'Use the department’s present account.',
  },
  NOT_ENTITLED: {
    status: 403,
    zh: '事项无权查看所请求的字段',
    en: 'The matter may not see what was asked for; the attempt is recorded.',
    nextZh: '请只请求事项登记的字段。',
    nextEn: 'Ask only for fields registered for the matter.',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有这个地址',
    en: 'There is nothing at this address.',
    nextZh: '请核对地址；接口列表见 /docs。',
    nextEn: 'Check the address; /docs lists them all.',
  },
  NOT_LIST_OWNER: {
    status: 403,
    zh: '只有本部门可以更改状态列表',
    en: 'Only the department itself changes its status lists.',
    nextZh: '请用该部门当前的账户。',
    nextEn: 'Use the department’s present account.',
  },
  NOT_LOG_OWNER: {
    status: 403,
    zh: '只有日志所有者可以追加',
    en: 'Only its owner appends to a log.',
    nextZh: '请用该部门当前的账户。',
    nextEn: 'Use the department’s present account.',
  },
  NOT_OPERATOR: {
    status: 403,
    zh: '只有运行单位可以提案',
    en: 'Only the operator proposes.',
    nextZh: '请用运行单位的账户。',
    nextEn: 'Use the operator’s account.',
  },
  NOT_OWN_DEPARTMENT: {
    status: 403,
    zh: '只能办理本部门的数据',
    en: 'A system works for its own department only.',
    nextZh: '请使用该部门自己的系统。',
    nextEn: 'Use that department’s own system.',
  },
  NOT_OWN_TYPE: {
    status: 403,
    zh: '该部门不签发这种证照',
    en: 'The department does not issue that type.',
    nextZh: '请核对证照类型。',
    nextEn: 'Check the type of credential.',
  },
  NO_ACCREDITED_KEY: {
    status: 409,
    zh: '该部门没有可签发此类证照的密钥',
    en: 'The ledger accredits no key of the department for this type now.',
    nextZh: '请先完成密钥认证或恢复该部门。',
    nextEn: 'Have a key accredited, or the department reinstated.',
  },
  ONE_PERSON_TWICE: {
    status: 409,
    zh: '同一人不能同时以这两种身份参加此事项',
    en: 'One person cannot stand in both of these roles.',
    nextZh: '请由另一方本人出示二维码或数字。',
    nextEn: 'Let the other person show their own code or number.',
  },
  PARTIES_INCOMPLETE: {
    status: 400,
    zh: '授权人不完整',
    en: 'A party is missing or is not asked for by this matter.',
    nextZh: '请按 details 所列为每位授权人提供一种方式。',
    nextEn: 'Give one way for each party that details lists.',
  },
  PICK_REFUSED: {
    status: 400,
    zh: '所选证照不属于此请求',
    en: 'The credential picked is not one that this request may use.',
    nextZh: '请从列出的证照中选择。',
    nextEn: 'Choose one of those listed.',
  },
  PORT_IN_USE: {
    status: 500,
    zh: '端口已被占用',
    en: 'The port is in use by another program.',
    nextZh: '请用 PORT 指定别的端口，或停止占用它的程序。',
    nextEn: 'Choose another with PORT, or stop the program that has it.',
  },
  PROPOSAL_SUPERSEDED: {
    status: 409,
    zh: '提案后该部门另有变更已生效，提案作废',
    en: 'Something else took effect for the department since this was proposed.',
    nextZh: '如仍需要，请运营方重新提案。',
    nextEn: 'If it is still wanted, have the operator propose it again.',
  },
  REASON_NOT_FITTING: {
    status: 400,
    zh: '状态变更缺少原因或原因不适用',
    en: 'A suspension or revocation needs a reason that fits it.',
    nextZh: '请从 details 所列原因中选择。',
    nextEn: 'Choose one of the reasons in the details.',
  },
  RECEIPT_NOT_FOUND: {
    status: 404,
    zh: '没有这条用证记录',
    en: 'There is no such receipt.',
    nextZh: '请核对编号。',
    nextEn: 'Check its number.',
  },
  RECORD_NOT_FOUND: {
    status: 404,
    zh: '没有这条记录',
    en: 'There is no such record in force.',
    nextZh: '请核对记录编号和证照类型。',
    nextEn: 'Check the record number and the type.',
  },
  REQUEST_ENDED: {
    status: 409,
    zh: '请求已经结束',
    en: 'The request has ended.',
    nextZh: '请重新发起请求。',
    nextEn: 'Ask again.',
  },
  REQUEST_NOT_FOUND: {
    status: 404,
    zh: '没有这个请求',
    en: 'There is no such request for this caller.',
    nextZh: '请核对请求编号。',
    nextEn: 'Check its number.',
  },
  SCOPE_REFUSED: {
    status: 400,
    zh: '请求了未登记的权限范围',
    en: 'A scope was asked for that the client isn’t registered for.',
    nextZh: '请只请求登记过的 scope。',
    nextEn: 'Ask only for registered scopes.',
  },
  SIGN_IN_REFUSED: {
    status: 403,
    zh: '演示登录不可用',
    en: 'The demonstration sign-in takes fictional numbers on this machine only.',
    nextZh: '请在本机使用虚构城镇的号码。',
    nextEn: 'Use a number of the fictional town, on this machine.',
  },
  SPOOL_FILE_CHANGED: {
    status: 500,
    zh: '暂存的导入文件已被改动',
    en: 'The kept file of an import isn’t as it was received; nothing behind the change was taken.',
    nextZh: '请检查数据目录的权限与磁盘，然后由部门整份重新提交。',
    nextEn: 'Check the data folder’s permissions and disk; the department then sends the whole file again.',
  },
  SPOOL_FILE_MISSING: {
    status: 500,
    zh: '未找到暂存的导入文件',
    en: 'The kept file of an import is not in this gateway’s data folder.',
    nextZh: '多个网关须共用 spool 目录；否则请由部门整份重新提交。',
    nextEn: 'Several gateways must share the folder `spool`; else the department sends the file again.',
  },
  STATUS_FINAL: {
    status: 409,
    zh: '已注销的证照不能再变更',
    en: 'A revoked credential can’t change any more.',
    nextZh: '如需恢复，请重新签发。',
    nextEn: 'Issue a new one instead.',
  },
  TOO_LARGE: {
    status: 413,
    zh: '请求内容过大',
    en: 'The request is larger than this address accepts.',
    nextZh: '请缩小或分批提交。',
    nextEn: 'Send less, or send it in parts.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '请求过于频繁',
    en: 'Too many requests from this caller.',
    nextZh: '请稍候再试，等待时间见 Retry-After。',
    nextEn: 'Wait as long as Retry-After says, then try again.',
  },
  TOO_MANY_WRONG_NUMBERS: {
    status: 429,
    zh: '输错次数过多',
    en: 'Too many wrong numbers at this window or department.',
    nextZh: '请改用二维码，或十分钟后再试。',
    nextEn: 'Use a QR code, or try again in ten minutes.',
  },
  UNAUTHENTICATED: {
    status: 401,
    zh: '未登录或令牌无效',
    en: 'There is no valid token with this request.',
    nextZh: '请重新取得访问令牌。',
    nextEn: 'Get a new access token.',
  },
  UNKNOWN_CONDITION: {
    status: 400,
    zh: '事项没有这个情形',
    en: 'The matter has no such condition.',
    nextZh: '情形编码见 /catalog/matters/:code。',
    nextEn: 'See the conditions at /catalog/matters/:code.',
  },
  UNKNOWN_DEPARTMENT: {
    status: 404,
    zh: '账本上没有该部门',
    en: 'The ledger has no such accredited department.',
    nextZh: '请先完成认证。',
    nextEn: 'Accredit it first.',
  },
  UNKNOWN_KEY: {
    status: 404,
    zh: '账本上没有该密钥',
    en: 'The ledger has no such key of this department.',
    nextZh: '请核对密钥指纹。',
    nextEn: 'Check the key’s thumbprint.',
  },
  UNKNOWN_PROPOSAL: {
    status: 404,
    zh: '没有该提案',
    en: 'There is no such proposal.',
    nextZh: '请核对提案编号。',
    nextEn: 'Check its number.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '不支持的内容类型',
    en: 'This address does not accept that content type.',
    nextZh: '请按接口文档设置 Content-Type。',
    nextEn: 'Set Content-Type as the reference says.',
  },
  WRONG_DIGITS: {
    status: 409,
    zh: '数字不符，请求已结束',
    en: 'That is not the number at the counter; the request has ended.',
    nextZh: '如果您不在该窗口，请勿再试；否则请窗口重新发起。',
    nextEn: 'If you are not at that window, stop here; else the counter asks again.',
  },
  WRONG_HEAD: {
    status: 409,
    zh: '状态列表已被更改',
    en: 'The status list has another head than these changes were made for.',
    nextZh: '请读取当前状态后重试。',
    nextEn: 'Read its present state and try again.',
  },
  WRONG_MATTER: {
    status: 403,
    zh: '该系统未登记这个事项',
    en: 'The client is not registered for this matter.',
    nextZh: '请核对事项编码。',
    nextEn: 'Check the matter’s code.',
  },
  WRONG_SEED: {
    status: 500,
    zh: '虚构城镇只能建在空库上',
    en: 'The fictional town is only made on a database and a ledger that are empty or already hold it.',
    nextZh: '请设 SEED=none，或改用空的数据库和账本。',
    nextEn: 'Set SEED=none, or use an empty database and ledger.',
  },
  WRONG_SIZE: {
    status: 409,
    zh: '存证日志的长度已变化',
    en: 'The log has another size than the batch was made for.',
    nextZh: '请读取当前长度后重试。',
    nextEn: 'Read the size of the log and try again.',
  },
  WRONG_WINDOW: {
    status: 403,
    zh: '该系统未登记这个窗口',
    en: 'The client is not registered for this window.',
    nextZh: '请核对窗口编码。',
    nextEn: 'Check the window’s code.',
  },
} as const satisfies Record<string, Row>;

export type ErrorCode = keyof typeof errorTable;

type Fact = string | number | boolean;

/** Facts about an error that may be shown to the caller: numbers, codes, leaf hashes and names from the catalogue, never a person's values. */
export type ErrorDetails = Readonly<
  Record<string, Fact | readonly string[] | readonly Readonly<Record<string, Fact>>[]>
>;

/** An error with a stable code; the message is for people and may change. */
export class CityError extends Error {
  override readonly name = 'CityError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code}: ${errorTable[code].en}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** True where `error` carries this code. */
export function hasCode(error: unknown, code: ErrorCode): error is CityError {
  return error instanceof CityError && error.code === code;
}
