/**
 * When a spoken key counts: 错误码, `errorCode`, `Error code` are house conventions of half of all
 * programs, so the line has to say whose code it is. docs/decisions/0006-spoken-evidence.md has the
 * reasons.
 */
import { DINGTALK_FIELD, HINT, WECOM_FIELD, WEIXIN_FIELD } from '../record/evidence.ts';
import { hasStrongEvidence } from './bare.ts';

/** What a record's spoken keys are judged by; each is read once, whatever their number. */
export interface Surroundings {
  /** Evidence of the record, as `src/record/evidence.ts` reads it. */
  readonly mask: number;
  /** The record as text. */
  text(): string;
  /** Whether a number is a code of some platform we know. */
  isKnown(errcode: number): boolean;
}

/** Bytes before a key and from it on that say more of it. */
export interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly recordStart: number;
}

/** HTTP statuses under 错误码. No code of WeCom lies between. */
const HTTP_STATUS_MIN = 100;
const HTTP_STATUS_MAX = 599;
/** WeCom's codes have five digits and more, but for a few. */
const SHORT_CODE_MAX = 10_000;
/** Without evidence only a number this long is nobody's house convention. */
const UNMISTAKABLE_MIN = 100_000;

/** Which numbers the words of a record make count. */
type Reach = 'any' | 'known' | 'unmistakable' | 'none';

export interface SpokenJudge {
  /** Whether the record says that the code is WeCom's or a relative's, or the number can be nobody else's. */
  counts(errcode: number, place: Place): boolean;
}

/** Judges the spoken keys of one record, which has a wire key as well or not. */
export function createSpokenJudge(surroundings: Surroundings, hasWire: boolean): SpokenJudge {
  let reach: Reach | undefined;
  return {
    counts(errcode, place) {
      if (errcode >= HTTP_STATUS_MIN && errcode <= HTTP_STATUS_MAX) return false;
      const isKnown = surroundings.isKnown(errcode);
      if (hasWire && !isSecondCode(errcode, place, isKnown)) return false;
      // Short numbers are databases' and operating systems' unless the catalogue has them.
      if (errcode > 0 && errcode < SHORT_CODE_MAX && !isKnown) return false;
      if (isOthers(place)) return false;
      reach ??= reachOf(surroundings);
      if (reach === 'any' || !isKnown) return reach === 'any';
      return reach === 'known' || (reach === 'unmistakable' && errcode >= UNMISTAKABLE_MIN);
    },
  };
}

function reachOf({ mask, text: read }: Surroundings): Reach {
  if ((mask & ~WEAK) !== 0) return 'any';
  const text = read();
  if (NAMES.test(text) || hasStrongEvidence(text)) return 'any';
  if ((mask & WECOM_FIELD) !== 0 && OWN_IDS.test(text)) return 'any';
  if ((mask & RELATIVES_FIELD) !== 0 || FAMILY.test(text) || WXJAVA.test(text)) return 'known';
  if ((mask & WECOM_FIELD) !== 0 && OWN_FIELD.test(text)) return 'known';
  return /http/i.test(text) ? 'none' : 'unmistakable';
}

/**
 * Whether a spoken key gives a code of its own beside a wire key. The field beats it, as it beats the
 * link, because requests are logged too, and an alert tells of other systems' codes. Only an SDK's
 * wording is a second code, or a number that can be nobody else's.
 */
function isSecondCode(errcode: number, { bytes, at }: Place, isKnown: boolean): boolean {
  // Six digits below zero are the cloud's of Tencent; there are too many for a catalogue.
  if (errcode <= -UNMISTAKABLE_MIN && errcode > -10 * UNMISTAKABLE_MIN) return true;
  if (errcode >= UNMISTAKABLE_MIN && isKnown) return true;
  return SDK_WORDING.test(partOf(bytes, at, at + SDK_WORDING_BYTES).toString('utf8'));
}

/** `SSL error code: -9806`, `MySQL error code: 1062`: the words before the key say whose code it is. */
function isOthers({ bytes, at, recordStart }: Place): boolean {
  const head = partOf(bytes, Math.max(recordStart, at - OTHERS_BYTES), at);
  return OTHERS.test(head.toString('latin1'));
}

function partOf(bytes: Uint8Array, from: number, to: number): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
}

const OTHERS =
  /(?:ssl|tls|curl|\w*sql|exit(?:ed)?(?: with)?|http|grpc|socket|redis|oracle|mongo\w*)\W{0,3}$/i;
const OTHERS_BYTES = 24;

/** Parameters of the official account and of DingTalk: other platforms have such names too. */
const RELATIVES_FIELD = WEIXIN_FIELD | DINGTALK_FIELD;
/** What proves nothing by itself: a mere hint, and fields that others have. */
const WEAK = HINT | WECOM_FIELD | RELATIVES_FIELD;

/** Words that make any number count, though they name no platform. */
const NAMES = /errmsg|err_msg|error-msg|wxerror/i;

/** The family's name, in which a known number is theirs: payments and shops have numbers of their own. */
const FAMILY = /wechat|weixin|微信|u5fae\\+u4fe1|%e5%be%ae%e4%bf%a1/i;

/** Ids in WeCom's form: an agent's seven digits, a corporation's or suite's letters. */
const OWN_IDS =
  /agent_?id\W{1,8}\d{7}(?!\d)|(?:corp|suite)_id\W{1,8}(?:ww|wx|tj|dk)[0-9a-z]{6}|invalid corp_id/i;

/** WeCom's own spelling, with an integer as apps of old have them; `agent_id` is everybody's. */
const OWN_FIELD = /agentid\W{1,8}\d{1,10}(?![\w-])/i;

/** How WxJava words an error, in which nothing else may name the platform. */
const WXJAVA = /错误代码[：:]\s*-?\d+[,，]\s*错误信息[：:]/;

/** WxJava's, Senparc's and wechatpy's. */
const SDK_WORDING =
  /^(?:错误代码[：:]\s*-?\d+[,，]\s*(?:错误信息|说明)[：:]|Error code: -?\d+, message:)/;
const SDK_WORDING_BYTES = 64;
