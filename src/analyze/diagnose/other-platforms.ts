/** Failures of WeCom's relatives in the same log: alike in number, with another remedy and another place for it. */
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisRule } from './rule.ts';
import type { DiagnosisView, ForeignCode } from './view.ts';
import { count } from './words.ts';

/** Fewer are strays. */
const FAILURES_MIN = 10;
const CODES_SHOWN = 5;

/** What is done about some codes of a relative. */
interface Step extends Bilingual {
  readonly errcodes: readonly number[];
}

interface Relative {
  readonly platform: ForeignCode['platform'];
  readonly name: Bilingual;
  /** Those whose codes were met come first to last. */
  readonly steps: readonly Step[];
}

const RELATIVES: readonly Relative[] = [
  {
    platform: 'weixin',
    name: { zh: '公众号、小程序', en: 'Official account or mini program' },
    steps: [
      {
        errcodes: [40164, 61004],
        zh: '出口 IP 加到微信公众平台“基本配置”的“IP白名单”（第三方平台则在微信开放平台登记），与企业微信的“企业可信IP”无关。',
        en: 'the exit address belongs on the IP allow list of the account (mp.weixin.qq.com, basic configuration; for third-party platforms at open.weixin.qq.com); the trusted IPs of WeCom do not apply.',
      },
      {
        errcodes: [40001, 40014, 42001],
        zh: 'access_token 由一处统一获取并缓存，各处共用；新获取的会使旧的失效，企业微信的 access_token 在此无效。',
        en: 'fetch the access_token in one place, keep it and share it: a new one ends the one before, and a token of WeCom is no token here.',
      },
    ],
  },
  {
    platform: 'dingtalk',
    name: { zh: '钉钉', en: 'DingTalk' },
    steps: [
      {
        errcodes: [60020],
        zh: '出口 IP 加到钉钉开发者后台中该应用的服务器出口 IP，不是企业微信的管理后台。',
        en: "the exit address belongs into the app's server exit IPs in DingTalk's developer console, not into WeCom's.",
      },
      {
        errcodes: [40014, 42001],
        zh: 'access_token 向钉钉重新获取并缓存；企业微信的 access_token 在此无效。',
        en: 'fetch the access_token of DingTalk anew and keep it; a token of WeCom is no token here.',
      },
    ],
  },
];

export const otherPlatforms: DiagnosisRule = {
  id: 'failures-of-other-platforms',
  owner: 'developer',
  when: `At least ${FAILURES_MIN} failures of the official account, of mini programs or of DingTalk are in the log. A warning where one of them refuses an address or a token.`,
  conclude: (view) => {
    const met = RELATIVES.map((relative) => ({ ...relative, codes: failuresOf(relative, view) }));
    const failing = met.filter(({ codes }) => codes.length > 0);
    const all = failing.flatMap(({ codes }) => codes).reduce((sum, { events }) => sum + events, 0);
    if (all < FAILURES_MIN) return [];
    const steps = failing.flatMap(stepsOf);
    return [
      {
        severity: steps.length > 0 ? 'warning' : 'info',
        // Their numbers mean something else in the table of codes.
        errcodes: [],
        title: {
          zh: `日志里还有别家平台的失败（${count(all)} 次），企业微信的处理办法对它们无效`,
          en: `Failures of other platforms are in the log (${count(all)}); what helps with WeCom does not help there`,
        },
        evidence: failing.map(metSentence),
        remedy: [
          ...steps,
          {
            zh: '其余错误码按各平台自己的说明处理；它们单独计数，不算在企业微信的失败里。',
            en: 'For the others see the documents of the platform; they are counted apart, not among the failures of WeCom.',
          },
        ],
      },
    ];
  },
};

function failuresOf({ platform }: Relative, { foreign }: DiagnosisView): readonly ForeignCode[] {
  return foreign
    .filter((code) => code.platform === platform && code.errcode !== 0)
    .sort((left, right) => right.events - left.events || left.errcode - right.errcode);
}

type Failing = Relative & { readonly codes: readonly ForeignCode[] };

function stepsOf({ name, steps, codes }: Failing): Bilingual[] {
  return steps
    .filter(({ errcodes }) => codes.some(({ errcode }) => errcodes.includes(errcode)))
    .map(({ zh, en }) => ({ zh: `${name.zh}：${zh}`, en: `${name.en}: ${en}` }));
}

function metSentence({ name, codes }: Failing): Bilingual {
  const listed = codes.slice(0, CODES_SHOWN);
  const more = codes.length - listed.length;
  const zh = listed.map(({ errcode, events }) => `${errcode}（${count(events)} 次）`).join('、');
  const en = listed.map(({ errcode, events }) => `${errcode} (${count(events)})`).join(', ');
  return {
    zh: `${name.zh}：${zh}${more > 0 ? `，另有 ${more} 种` : ''}。`,
    en: `${name.en}: ${en}${more > 0 ? ` and ${more} more` : ''}.`,
  };
}
