/** From evidence to platform: the strongest word decides. */
import {
  PLATFORM_DINGTALK,
  PLATFORM_UNKNOWN,
  PLATFORM_WECOM,
  PLATFORM_WEIXIN,
} from '../model/event.ts';
import {
  DINGTALK_FIELD,
  DINGTALK_NAME,
  HINT,
  WECOM_HOST,
  WECOM_WORD,
  WEIXIN_FIELD,
  WEIXIN_NAME,
} from './evidence.ts';
import { readHintTime } from './hint.ts';

/** The longest hint with escapes around it. */
const HINT_BYTES_MAX = 128;

/**
 * Platform of the record [start, end) whose evidence is `mask`, with its first hint at `hintAt`.
 *
 * Hosts and the query link beat names, a WeCom hint (25 digits, or seconds_number_md5) beats a
 * request id, requests' own parameters beat what a reply may carry. DingTalk uses `corpId` and
 * `agentId` too, so its name stands before WeCom's parameters.
 */
export function platformOf(bytes: Uint8Array, end: number, mask: number, hintAt: number): number {
  if ((mask & WECOM_HOST) !== 0) return PLATFORM_WECOM;
  if ((mask & DINGTALK_NAME) !== 0) return PLATFORM_DINGTALK;
  if (
    (mask & HINT) !== 0 &&
    !Number.isNaN(readHintTime(bytes, hintAt, Math.min(end, hintAt + HINT_BYTES_MAX)))
  ) {
    return PLATFORM_WECOM;
  }
  if ((mask & WEIXIN_NAME) !== 0) return PLATFORM_WEIXIN;
  if ((mask & WECOM_WORD) !== 0) return PLATFORM_WECOM;
  if ((mask & DINGTALK_FIELD) !== 0) return PLATFORM_DINGTALK;
  if ((mask & WEIXIN_FIELD) !== 0) return PLATFORM_WEIXIN;
  return PLATFORM_UNKNOWN;
}
