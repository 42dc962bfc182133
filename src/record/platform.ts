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

/** WeCom's hints hold digits, or seconds_number_md5; the official account's mix in letters. */
function platformOfHint(bytes: Uint8Array, hintAt: number): number {
  const end = bytes.indexOf(LINE_FEED, hintAt);
  if (!Number.isNaN(readHintTime(bytes, hintAt, end))) return PLATFORM_WECOM;
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + hintAt, end - hintAt);
  return hintForm(part.toString('latin1')) === 'weixin' ? PLATFORM_WEIXIN : PLATFORM_UNKNOWN;
}
