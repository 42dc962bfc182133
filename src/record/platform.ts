/** From evidence to platform: the strongest word decides. */
import {
  PLATFORM_CALLBACK_CRYPTO,
  PLATFORM_DINGTALK,
  PLATFORM_FINANCE_SDK,
  PLATFORM_UNKNOWN,
  PLATFORM_WECOM,
  PLATFORM_WEIXIN,
} from '../model/event.ts';
import {
  DINGTALK_FIELD,
  DINGTALK_NAME,
  FINANCE_SDK,
  HINT,
  WECOM_HOST,
  WECOM_WORD,
  WEIXIN_FIELD,
  WEIXIN_NAME,
} from './evidence.ts';
import { readHintTime } from './hint.ts';
import { hintForm } from './hint-form.ts';

const LINE_FEED = 0x0a;

/**
 * Platform of a record whose evidence is `mask`, with its first hint at `hintAt`.
 *
 * Hosts and the query link beat names, a hint of either form beats a request id, requests' own
 * parameters beat what a reply may carry. DingTalk uses `corpId` and `agentId` too, so its name
 * stands before WeCom's parameters.
 */
export function platformOf(bytes: Uint8Array, mask: number, hintAt: number): number {
  if ((mask & WECOM_HOST) !== 0) return PLATFORM_WECOM;
  if ((mask & DINGTALK_NAME) !== 0) return PLATFORM_DINGTALK;
  if ((mask & HINT) !== 0) {
    const platform = platformOfHint(bytes, hintAt);
    if (platform !== PLATFORM_UNKNOWN) return platform;
  }
  if ((mask & WEIXIN_NAME) !== 0) return PLATFORM_WEIXIN;
  if ((mask & WECOM_WORD) !== 0) return PLATFORM_WECOM;
  if ((mask & DINGTALK_FIELD) !== 0) return PLATFORM_DINGTALK;
  if ((mask & WEIXIN_FIELD) !== 0) return PLATFORM_WEIXIN;
  return PLATFORM_UNKNOWN;
}

/** Numbers of the callback encryption library: no API and no other library has them. */
const CALLBACK_CRYPTO_MIN = -40011;
const CALLBACK_CRYPTO_MAX = -40001;
/** Numbers of the message archive SDK. Many programs use them, so its name must stand there. */
const FINANCE_SDK_MIN = 10_000;
const FINANCE_SDK_MAX = 10_011;

/**
 * Platform of one code in a record of `platform`: WeCom's libraries count for themselves, and a record
 * of WeCom may hold their codes as well as the API's.
 */
export function platformOfCode(errcode: number, mask: number, platform: number): number {
  if (errcode <= CALLBACK_CRYPTO_MAX && errcode >= CALLBACK_CRYPTO_MIN) {
    return platform === PLATFORM_DINGTALK ? platform : PLATFORM_CALLBACK_CRYPTO;
  }
  const isArchive = (mask & FINANCE_SDK) !== 0;
  if (!isArchive || errcode < FINANCE_SDK_MIN || errcode > FINANCE_SDK_MAX) return platform;
  return PLATFORM_FINANCE_SDK;
}

/** WeCom's hints hold digits, or seconds_number_md5; the official account's mix in letters. */
function platformOfHint(bytes: Uint8Array, hintAt: number): number {
  const end = bytes.indexOf(LINE_FEED, hintAt);
  if (!Number.isNaN(readHintTime(bytes, hintAt, end))) return PLATFORM_WECOM;
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + hintAt, end - hintAt);
  return hintForm(part.toString('latin1')) === 'weixin' ? PLATFORM_WEIXIN : PLATFORM_UNKNOWN;
}
