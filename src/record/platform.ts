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
  HINT,
  WECOM_FIELD,
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
  if ((mask & (WECOM_WORD | WECOM_FIELD)) !== 0) return PLATFORM_WECOM;
  if ((mask & DINGTALK_FIELD) !== 0) return PLATFORM_DINGTALK;
  if ((mask & WEIXIN_FIELD) !== 0) return PLATFORM_WEIXIN;
  return PLATFORM_UNKNOWN;
}

/** Numbers of the callback encryption library: no API and no other library has them. */
const CALLBACK_CRYPTO_MIN = -40_011;
const CALLBACK_CRYPTO_NUMBERS = 11;
/** Numbers of the message archive SDK. Many programs use them, so its name must stand there. */
const FINANCE_SDK_MIN = 10_000;
const FINANCE_SDK_NUMBERS = 12;
const FINANCE_SDK_NAMES = /finance_?sdk|getchatdata|getmediadata|decryptmsg/i;

/** Whether the code may be one of WeCom's libraries, which count for themselves. */
export function mayBeApart(errcode: number): boolean {
  return isCallbackCrypto(errcode) || isFinanceSdk(errcode);
}

/**
 * Platform of one code in the record [start, end) of `platform`: a record of WeCom may hold codes of
 * its libraries as well as the API's.
 */
export function platformOfCode(
  errcode: number,
  platform: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  if (platform === PLATFORM_DINGTALK) return platform;
  if (isCallbackCrypto(errcode)) return PLATFORM_CALLBACK_CRYPTO;
  if (!isFinanceSdk(errcode)) return platform;
  const record = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return FINANCE_SDK_NAMES.test(record.toString('latin1')) ? PLATFORM_FINANCE_SDK : platform;
}

function isCallbackCrypto(errcode: number): boolean {
  return (errcode - CALLBACK_CRYPTO_MIN) >>> 0 < CALLBACK_CRYPTO_NUMBERS;
}

function isFinanceSdk(errcode: number): boolean {
  return (errcode - FINANCE_SDK_MIN) >>> 0 < FINANCE_SDK_NUMBERS;
}

/** WeCom's hints hold digits, or seconds_number_md5; the official account's mix in letters. */
function platformOfHint(bytes: Uint8Array, hintAt: number): number {
  const end = bytes.indexOf(LINE_FEED, hintAt);
  if (!Number.isNaN(readHintTime(bytes, hintAt, end))) return PLATFORM_WECOM;
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + hintAt, end - hintAt);
  return hintForm(part.toString('latin1')) === 'weixin' ? PLATFORM_WEIXIN : PLATFORM_UNKNOWN;
}
