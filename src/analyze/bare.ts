/**
 * Bare forms: a code without any key, `[853000] text`, `text(40029)`, `Error: 40014, text`,
 * `失败：41001: text`. They count only beside strong evidence (a hint, the query link, a request id,
 * an SDK's own class, an errmsg WeCom is known to send) and only if the number is a known code.
 * A record comes here only when it has no other code, so this may take its time.
 */

import { hintForm } from '../record/hint-form.ts';

/** What reading the bare forms of one record gave. */
export interface BareResult {
  /** Known codes, in order of appearance. */
  readonly codes: readonly number[];
  /** The evidence is strong: a code beside it counts. */
  readonly isStrong: boolean;
  /** WeCom's own words stand here: without a code this record is a near miss. */
  readonly isReply: boolean;
  /** A number stands where a code would, but it is in no catalogue. */
  readonly hasUncatalogued: boolean;
}

/** Reads the text of one record. */
export function readBareForms(text: string, isKnown: (errcode: number) => boolean): BareResult {
  const plain = text.replace(COLOURS, '');
  const isStrong = hasStrongEvidence(plain);
  const codes: number[] = [];
  let hasUncatalogued = false;
  // An SDK's class alone may be a line of a stack trace.
  const isReply = isStrong && hasReply(plain);
  if (!isStrong) return { codes, isStrong, isReply, hasUncatalogued };
  const masked = plain.replace(SYSLOG_TAG, (tag) => tag.replace(/\d/g, ' '));
  for (const form of FORMS) {
    for (const match of masked.matchAll(form)) {
      const errcode = Number(match[1]);
      if (!isKnown(errcode)) hasUncatalogued = true;
      else if (!codes.includes(errcode)) codes.push(errcode);
    }
  }
  return { codes, isStrong, isReply, hasUncatalogued };
}

/** Whether the text can only be WeCom's, a relative's, or their SDKs'. */
export function hasStrongEvidence(text: string): boolean {
  return SDK_CLASS.test(text) || hasReply(text);
}

function hasReply(text: string): boolean {
  return hintForm(text) !== undefined || REPLY.some((pattern) => pattern.test(text));
}

/** A log is hostile at times, so every repetition has an end: none may take longer than its line. */
const COLOURS = /(?:\u001b|\\{1,8}u001b|\\{1,8}x1b|\\{1,8}033|#033)\[[\d;]{0,16}[a-zA-Z]/gi;

/** What WeCom and its relatives send as errmsg, of the codes that are met most. */
const ERRMSG =
  '(?:invalid (?:credential|access_token|corpid|corpsecret|secret|code|media_id|agentid|userid|webhook url|message type|request parameter|external userid|chatid|oauth_code|party list|bot_id|suite|template_id|welcome code|req_id|contact identity)|access_token (?:missing|expired)|corpsecret missing|corpid missing|api freq out of limit|not allow to access from your ip|not allow operate another agent|no privilege to access|user & party & tag all invalid|userid not found|department not found|not external contact|api unauthorized|api forbidden|all list invalid|signature is incorrect|cli token (?:expired|invalid)|this tool is not available for your corporation|stream message update expired|response out of time limit)';

/** `Sep  1 12:00:00 host wecom[40014]: …`: a process id can be any number. */
const SYSLOG_TAG =
  /(?:^|(?:[A-Z][a-z]{2} {1,2}\d{1,2} [\d:.]{1,16}|\d{4}-\d\d-\d\dT\S{1,24})\s{1,4}(?:\S{1,80}\s{1,4})?)[\w./@-]{1,80}\[\d{1,10}\]:(?=\s)/;

const CODE = '(-?\\d{5,7})';
/** Behind a number: the quote or bracket that closes it, a separator, the quote of the text. */
const AFTER =
  '["\']?\\s{0,4}[\\]】)）]?\\s{0,4}(?:错误|error|err)?\\s{0,4}[:：,，|-]?\\s{0,4}["\']?';
/** An errmsg we do not know: English words without colon or bracket, up to the hint or request id. */
const PHRASE = "[a-z][\\w .,&'/`+-]{3,160}?,?\\s{0,4}(?:hints?\\s{0,4}:|rid: ?[0-9a-f]{8}-)";
const CLASS =
  '(?:WxErrorException|WxCp\\w{0,40}Exception|Wechat_?Work\\w{0,40} ?Error|WeChatWorkSDK|WeChatClientException|WeChatAPI(?:Error|Exception)|WorkwxClientError|WechatWorkException|WeCom(?:Api|API)?(?:Error|Exception)|WecomApiError|ErrorJsonResultException|(?:Overtrue|EasyWeChat)[\\w\\\\]{0,80}Exception|Invalid(?:Signature|CorpId|AppId)Exception)';

const SDK_CLASS = new RegExp(CLASS);

/** Texts only WeCom and its relatives write. */
const REPLY: readonly RegExp[] = [
  /devtool(?:\\?\/|%2f)query/i,
  /(?<![a-z])rid: ?[0-9a-f]{8}-/i,
  new RegExp(`\\b${ERRMSG}\\b`, 'i'),
];

/**
 * Where a number is a code. It must touch what WeCom wrote: an order, a job, a process or a
 * department can have any number, and log lines name them beside the failure.
 */
const FORMS: readonly RegExp[] = [
  // 40001 invalid credential; [853000] signature …; 失败：41001: access_token missing, hint: […]
  new RegExp(`(?<![\\w.=/#-])${CODE}(?=${AFTER}${ERRMSG})`, 'gi'),
  new RegExp(`(?<![\\w.=/#-]|\\w\\[)${CODE}(?=${AFTER}${PHRASE})`, 'gi'),
  // Error: [40018] any text, hint: […]
  new RegExp(
    `(?:error|failed|失败|错误)\\s{0,4}[:：]\\s{0,4}[\\[【]${CODE}[\\]】]\\s{0,4}\\S`,
    'gi',
  ),
  // 推送失败：301002 错误信息：
  new RegExp(
    `(?<![\\w.=/#-])${CODE}(?=${AFTER}(?:错误信息|说明|errmsg|msg|message)\\s{0,4}[:：=])`,
    'gi',
  ),
  // invalid code, hints: [ req_id: … ](40029); from ip: 203.0.113.7 (code: 45009)
  new RegExp(
    `(?:hints?\\s{0,4}:\\s{0,4}\\[[^\\]]{0,80}\\]|from ip:? \\S{1,64}|${ERRMSG})[^()（）[\\]:]{0,120}[(（]\\s{0,4}(?:err(?:or)?\\s{0,4})?(?:code\\s{0,4}[:=]?\\s{0,4})?${CODE}\\s{0,4}[)）]`,
    'gi',
  ),
  // WechatWork Error: 40014, …; WeChatClientException(45004, …)
  new RegExp(`${CLASS}[^\\d\\n]{0,40}?${CODE}(?![\\w.])`, 'g'),
];
