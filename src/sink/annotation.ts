/** One line's findings as text that goes behind it, and as the JSON member that goes into it. */
import type { Finding } from '../model/finding.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { CATEGORIES, OWNER_NAMES, RETRY_NAMES } from '../model/taxonomy.ts';
import { createStyle } from './style.ts';

/** What every text annotation begins with; the judge and `--undo` know it by that. */
const MARK = '  ← ';

const FOREIGN: Readonly<Record<string, Bilingual>> = {
  weixin: {
    zh: '公众号或小程序的错误码',
    en: 'a code of a WeChat official account or mini program',
  },
  dingtalk: { zh: '钉钉的错误码', en: 'a code of DingTalk' },
  'callback-crypto': {
    zh: '回调加解密库的错误码',
    en: "a code of WeCom's callback encryption library",
  },
  'finance-sdk': {
    zh: '会话存档 SDK 的错误码',
    en: "a code of WeCom's message archive SDK",
  },
};

const LABELS = {
  unknown: { zh: '未收录，请查官方错误码页', en: 'not in the catalogue, ask the official page' },
  ambiguous: { zh: '可能是其他平台的', en: 'may be of another platform' },
} as const satisfies Record<string, Bilingual>;

export interface AnnotationOptions {
  readonly lang: Lang;
  readonly color: boolean;
}

/** `  ← 40014 不合法的access_token · 凭证无效 · 程序自身 · 修复后重试`; several codes stand behind each other. */
export function annotationText(findings: readonly Finding[], options: AnnotationOptions): string {
  const style = createStyle(options.color);
  const parts = findings.map((finding) => partText(finding, options.lang)).join('；');
  return style.yellow(`${MARK}${parts}`);
}

function partText(finding: Finding, lang: Lang): string {
  const { errcode, meaning, category, owner, retry, platform } = finding;
  const foreign = FOREIGN[platform];
  if (foreign !== undefined) {
    return [
      `${errcode} ${meaning ?? foreign[lang]}`,
      ...(meaning === undefined ? [] : [foreign[lang]]),
      platform,
    ].join(' · ');
  }
  if (category === undefined || owner === undefined || retry === undefined) return String(errcode);
  const names = [
    meaning ?? LABELS.unknown[lang],
    CATEGORIES[category].name[lang],
    OWNER_NAMES[owner][lang],
    ...(category === 'success' ? [] : [RETRY_NAMES[retry][lang]]),
    ...(finding.ambiguous === true ? [LABELS.ambiguous[lang]] : []),
  ];
  return `${errcode} ${names.join(' · ')}`;
}

/**
 * `"wecom":[…]` under the name that is free; every finding gets the details of its record, which are
 * as `detailsText` gives them.
 */
export function annotationMember(
  name: string,
  findings: readonly Finding[],
  details: string,
): string {
  if (findings.length === 1) return `"${name}":[${openText(findings[0]!)}${details}}]`;
  return `"${name}":[${findings.map((finding) => `${openText(finding)}${details}}`).join(',')}]`;
}

/** `,"hint":"…"` and so on; '' if there are none. None of them can hold what JSON would escape. */
export function detailsText({ hint, fromIp, serverTime, api }: Partial<Finding>): string {
  let text = '';
  if (hint !== undefined) text += `,"hint":"${hint}"`;
  if (fromIp !== undefined) text += `,"fromIp":"${fromIp}"`;
  if (serverTime !== undefined) text += `,"serverTime":"${serverTime}"`;
  if (api !== undefined) text += `,"api":"${api}"`;
  return text;
}

/** A finding as JSON without its closing brace; the same few come over and over. */
function openText(finding: Finding): string {
  let text = openTexts.get(finding);
  if (text === undefined) {
    text = JSON.stringify(finding).slice(0, -1);
    openTexts.set(finding, text);
  }
  return text;
}

const openTexts = new WeakMap<Finding, string>();
