/**
 * Bare forms: a code without any key, `[853000] text`, `text(40029)`, `Error: 40014, text`,
 * `失败：41001: text`. They count only beside strong evidence (a hint, the query link, a request id,
 * an SDK's own class, an errmsg WeCom is known to send) and only if the number is a known code.
 * A record comes here only when it has no other code, so this may take its time.
 */

/** What reading the bare forms of one record gave. */
export interface BareResult {
  /** Known codes, in order of appearance. */
  readonly codes: readonly number[];
  /** The evidence is strong: without a code this record is a near miss. */
  readonly isStrong: boolean;
  /** A number stands where a code would, but it is in no catalogue. */
  readonly hasUncatalogued: boolean;
}

/** Reads the text of one record. */
export function readBareForms(text: string, isKnown: (errcode: number) => boolean): BareResult {
  const plain = text.replace(COLOURS, '');
  const isStrong = STRONG.some((pattern) => pattern.test(plain));
  const codes: number[] = [];
  let hasUncatalogued = false;
  if (!isStrong) return { codes, isStrong, hasUncatalogued };
  const masked = plain.replace(NO_CODES, (found) => ' '.repeat(found.length));
  for (const form of FORMS) {
    for (const match of masked.matchAll(form)) {
      const errcode = Number(match[1]);
      if (!isKnown(errcode)) hasUncatalogued = true;
      else if (!codes.includes(errcode)) codes.push(errcode);
    }
  }
  return { codes, isStrong, hasUncatalogued };
}

const COLOURS = /(?:\u001b|\\+u001b|\\+x1b|\\+033|#033)\[[\d;]*[a-zA-Z]/gi;

/** Texts only WeCom, its relatives, or their SDKs write. */
const STRONG: readonly RegExp[] = [
  /hints?\s*:\s*\[/i,
  /hint:\s*from ip/i,
  /devtool(?:\\?\/|%2f)query/i,
  /(?<![a-z])rid: ?[0-9a-f]{8}-/i,
  /WxErrorException|WxCp\w*Exception|WechatWork\w*Error|Wechat_?Work Error|WeChatWorkSDK|WeChatClientException|WorkwxClientError|WechatWorkException|WeComError|WecomApiError|WeComApiError|ErrorJsonResultException/i,
  /\b(?:invalid (?:credential|access_token|corpid|corpsecret|secret|code|media_id|agentid|userid|webhook url|message type|request parameter|external userid|chatid|oauth_code|party list|bot_id|suite|template_id|welcome code)|access_token (?:missing|expired)|corpsecret missing|corpid missing|api freq out of limit|not allow to access from your ip|not allow operate another agent|no privilege to access|user & party & tag all invalid|userid not found|department not found|not external contact|api unauthorized|api forbidden|suite_?ticket|all list invalid)\b/i,
];

/** Digit runs that are no codes: hints, addresses, times, syslog tags. */
const NO_CODES =
  /hints?\s*:\s*\[[^\]]*\]?|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?|\d+(?:\.\d+){1,}|[\w./-]+\[\d+\]:(?=\s)|\bline \d+|:\d+\)|\b(?:pid|port|tid|uid|id|status|http|size|length|bytes|took|cost|ms)\b\s*[:=#]?\s*\d+/gi;

const CODE = '(-?\\d{5,7})';

/** In which a number is a code, if the rest agrees. */
const FORMS: readonly RegExp[] = [
  // [40014] text, 【40014】
  new RegExp(`(?<![\\w\\])])[\\[【]\\s*${CODE}\\s*[\\]】]`, 'g'),
  // text(40029), text (40029), （40029）
  new RegExp(`[(（]\\s*(?:(?:err(?:or)?|code|errno)\\s*[:=]?\\s*)?${CODE}\\s*[)）]`, 'gi'),
  // code: 45009, Code: 60020, error 41047
  new RegExp(
    `(?<![\\w-])(?:code|error|err|failed|fail|failure|exception|失败|错误|异常|返回码|返回|报错)["'\\]]?\\s*[:：=#]?\\s*["']?${CODE}(?![\\w.]|-\\d|%)`,
    'gi',
  ),
  // 40001 invalid credential; 45009: api freq; WechatWork Error: 40014, text
  new RegExp(
    `(?:^|[\\s"'>:：|,，;；=])${CODE}(?=\\s*[:：,，|-]?\\s+[A-Za-z\\u4e00-\\u9fff]|[:：,，-]\\s*[A-Za-z\\u4e00-\\u9fff])`,
    'g',
  ),
];
