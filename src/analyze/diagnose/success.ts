/**
 * Successes that are none: errcode 0 beside words or lists that tell of a failure (what WeCom documents
 * at paths 90236 and 90455), and errcode 0 in one record with an error.
 */
import type { HiddenKind } from '../../model/hidden.ts';
import type { Bilingual } from '../../model/lang.ts';
import type { HiddenData, SpanData } from '../../model/summary-data.ts';
import type { Conclusion, DiagnosisRule } from './rule.ts';
import type { DiagnosisView } from './view.ts';
import { count, many, momentOf } from './words.ts';

type KindData = HiddenData['kinds'][number];

export const successWarns: DiagnosisRule = {
  id: 'success-with-warning',
  owner: 'developer',
  when: 'A record with errcode 0 has an errmsg that warns or tells of a failure, as `ok. Warning: wrong json format.` does.',
  conclude: (view) => {
    const [json, other] = [kindOf(view, 'wrong-json'), kindOf(view, 'warning')];
    const kinds = [json, other].filter((kind) => kind !== undefined);
    if (kinds.length === 0) return [];
    const events = view.hidden.warned;
    return [
      {
        severity: 'warning',
        errcodes: [0],
        title: {
          zh: `返回 0 却带着警告（${count(events)} 次）`,
          en: `Errcode 0 came with a warning (${many(events, 'time')})`,
        },
        evidence: [
          ...kinds.flatMap((kind) => kindSentences(kind, view)),
          ...(json === undefined ? [] : [PARTLY_READ]),
        ],
        remedy: [
          ...(json === undefined ? [] : JSON_STEPS),
          ...(other === undefined ? [] : READ_IT),
        ],
        link: CODES_PAGE,
        samples: kinds.flatMap(({ samples }) => samples.map(({ text }) => text)).slice(0, 3),
      },
    ];
  },
};

/** The page of global codes, which has the note on wrong JSON. */
const CODES_PAGE = 'https://developer.work.weixin.qq.com/document/path/90313';

const PARTLY_READ: Bilingual = {
  zh: '企业微信说明：请求参数不符合 JSON 规范（类型不匹配、格式有问题）时，解析到的参数可能不完整，errmsg 里会有 Warning: wrong json format.；调用仍返回 0，但做的可能不是程序要求的事。',
  en: 'WeCom says: where a request is no valid JSON (wrong types, wrong form), it may read only a part of it, and errmsg has "Warning: wrong json format.". The call still gives 0, but what was done may not be what was asked for.',
};

const JSON_STEPS: readonly Bilingual[] = [
  {
    zh: '用 JSON 库生成请求体，不要拼接字符串：引号、换行和反斜杠须转义，不能有多余的逗号。',
    en: 'Make the body with a JSON library, not by joining texts: quotes, line breaks and backslashes need escaping, and no comma may be left over.',
  },
  {
    zh: '以 UTF-8 发送，不带 BOM；核对类型：agentid 等数字不加引号，列表用方括号。',
    en: 'Send it as UTF-8 without a BOM, and mind the types: numbers such as agentid have no quotes, lists have brackets.',
  },
  {
    zh: '把一次实际发出的请求体记下来，与接口文档逐项核对；修好后看这个警告是否消失。',
    en: 'Log one body as it was sent and hold it against the documentation of the interface; see whether the warning is gone afterwards.',
  },
];

const READ_IT: readonly Bilingual[] = [
  {
    zh: '看样本里 errmsg 的原话；程序记录日志时保留 errmsg，不要只写“成功”。',
    en: 'Read the errmsg of the samples; keep errmsg in the log rather than writing "success" alone.',
  },
];

export const successLeavesOut: DiagnosisRule = {
  id: 'success-left-some-out',
  owner: 'administrator',
  when: 'A record with errcode 0 has a list of what was left out with something in it: `invaliduser`, `invalidparty`, `invalidtag` and the like, `unlicenseduser`, `fail_list`.',
  conclude: (view) => {
    const found = LEFT_OUT.flatMap(({ kind, steps }) => {
      const counts = kindOf(view, kind);
      return counts === undefined ? [] : [{ counts, steps }];
    });
    if (found.length === 0) return [];
    const events = view.hidden.leftOut;
    return [
      {
        severity: 'warning',
        errcodes: [0],
        title: {
          zh: `返回 0，但有接收人或对象被漏掉（${count(events)} 次）`,
          en: `Errcode 0, but receivers or objects were left out (${many(events, 'time')})`,
        },
        evidence: found.flatMap(({ counts }) => kindSentences(counts, view)),
        remedy: [...found.flatMap(({ steps }) => steps), CHECK_LISTS],
        link: SEND_PAGE,
        samples: found.flatMap(({ counts }) => counts.samples.map(({ text }) => text)).slice(0, 3),
      },
    ];
  },
};

const SEND_PAGE = 'https://developer.work.weixin.qq.com/document/path/90236';

const LEFT_OUT: readonly { readonly kind: HiddenKind; readonly steps: readonly Bilingual[] }[] = [
  {
    kind: 'invalid-receivers',
    steps: [
      {
        zh: '核对这些成员、部门或标签：已删除的从接收名单里去掉；不在应用可见范围内的，由管理员在管理后台该应用的“可见范围”中加入。全部无效时企业微信才返回 81013。',
        en: 'Look at these members, departments or tags: remove those that were deleted; those outside the visible range of the app have to be added to it by the administrator (admin console, app, visible range). Only where all are invalid does WeCom give 81013.',
      },
    ],
  },
  {
    kind: 'unlicensed',
    steps: [
      {
        zh: '这些成员没有（有效的）接口许可账号：由服务商购买、激活或续期后再发送。',
        en: 'These members have no interface licence, or an expired one: the service provider has to buy, activate or renew it first.',
      },
    ],
  },
  {
    kind: 'failed-list',
    steps: [
      {
        zh: '逐个处理失败名单里的对象（例如已不是好友的客户），不要因为返回 0 就当作全部完成。',
        en: 'Deal with each object in the list of failures (such as customers who are no contacts any more); 0 does not mean that all is done.',
      },
    ],
  },
];

const CHECK_LISTS: Bilingual = {
  zh: '让程序在 errcode 为 0 时也检查这些名单，并把没有送达的记下来或提醒。',
  en: 'Let the program look at these lists although errcode is 0, and log or report who was not reached.',
};

export const successBesideError: DiagnosisRule = {
  id: 'success-beside-error',
  owner: 'developer',
  when: 'A record holds errcode 0 and another code.',
  conclude: (view) => {
    const { records, codes, otherCodes, samples } = view.beside;
    if (records === 0) return [];
    const pairs = codes.reduce((sum, code) => sum + code.records, otherCodes);
    const before = codes.reduce((sum, code) => sum + code.before, 0);
    const conclusion: Conclusion = {
      severity: 'warning',
      errcodes: [0],
      title: {
        zh: `同一条记录里既有返回 0 又有错误码（${count(records)} 条）`,
        en: `Errcode 0 and an error in one record (${many(records, 'record')})`,
      },
      evidence: [
        {
          zh: `${count(records)} 条记录同时有 0 和错误码${spanWords(view.beside, view).zh}，占 ${count(view.success)} 次成功的 ${share(records, view.success)}。`,
          en: `${many(records, 'record')} held 0 and an error${spanWords(view.beside, view).en}: ${share(records, view.success)} of ${many(view.success, 'success', 'successes')}.`,
        },
        ...codesSentence(view),
        {
          zh: `其中 0 在前 ${count(before)} 次（多为外层写 0、里层有错，或批量接口逐项返回），错误在前 ${count(pairs - otherCodes - before)} 次（可能是重试后成功）。`,
          en: `0 came first ${many(before, 'time')} (mostly an outer 0 around an inner error, or a batch with a code for each item), the error ${many(pairs - otherCodes - before, 'time')} (perhaps a retry that succeeded).`,
        },
        {
          zh: '这样的记录在成功和错误里各计一次：成功率因此偏高，应以错误码的次数为准。',
          en: 'Such a record counts as a success and as an error: the share of successes is too high, and the count of the error is the one to trust.',
        },
      ],
      remedy: [
        {
          zh: '记日志时以企业微信返回的（里层的）errcode 为准：封装接口出错时不要再写 errcode 0。',
          en: 'Log the errcode that WeCom gave (the inner one): a wrapper must not write errcode 0 where the call failed.',
        },
        {
          zh: '批量接口返回 0 只表示请求被受理：逐项检查每个对象的 errcode，失败的单独处理。',
          en: 'A batch that gives 0 was only accepted: look at the errcode of each item, and deal with those that failed.',
        },
        {
          zh: '一次调用写一行日志；重试后成功的，写明是重试，以便与失败区分。',
          en: 'Write one line for each call, and say so where a retry succeeded.',
        },
      ],
      samples: samples.map(({ text }) => text),
    };
    return [conclusion];
  },
};

const CODES_SHOWN = 5;

function codesSentence({ beside: { codes, otherCodes } }: DiagnosisView): Bilingual[] {
  const most = codes
    .toSorted((left, right) => right.records - left.records || left.errcode - right.errcode)
    .slice(0, CODES_SHOWN);
  if (most.length === 0) return [];
  const hasMore = codes.length > most.length || otherCodes > 0;
  const listed = most.map(({ errcode, records }) => [errcode, count(records)] as const);
  return [
    {
      zh: `与 0 同在的错误码：${listed.map(([errcode, met]) => `${errcode}（${met} 条）`).join('、')}${hasMore ? ' 等' : ''}。`,
      en: `Errors beside 0, by records: ${listed.map(([errcode, met]) => `${errcode} (${met})`).join(', ')}${hasMore ? ' and others' : ''}.`,
    },
  ];
}

function kindOf({ hidden }: DiagnosisView, kind: HiddenKind): KindData | undefined {
  return hidden.kinds.find((one) => one.kind === kind);
}

const KIND_WORDS: Record<HiddenKind, Bilingual> = {
  'wrong-json': {
    zh: 'errmsg 里有 wrong json format',
    en: 'an errmsg with "wrong json format"',
  },
  warning: {
    zh: 'errmsg 里有其他警告或失败的字样',
    en: 'an errmsg with another warning or failure',
  },
  'invalid-receivers': {
    zh: '列出了无效的成员、部门、标签或客户（invaliduser 等）',
    en: 'a list of invalid members, departments, tags or customers (invaliduser and the like)',
  },
  unlicensed: {
    zh: '列出了没有接口许可的成员（unlicenseduser 等）',
    en: 'a list of members without a licence (unlicenseduser and the like)',
  },
  'failed-list': {
    zh: '列出了失败的对象（fail_list 等）',
    en: 'a list of what failed (fail_list and the like)',
  },
};

/** How many of how many, since when, and where. */
function kindSentences(kind: KindData, view: DiagnosisView): Bilingual[] {
  const { zh, en } = KIND_WORDS[kind.kind];
  const when = spanWords(kind, view);
  return [
    {
      zh: `${count(view.success)} 次成功里有 ${count(kind.events)} 次（${share(kind.events, view.success)}）${zh}${when.zh}。`,
      en: `${count(kind.events)} of ${many(view.success, 'success', 'successes')} (${share(kind.events, view.success)}) had ${en}${when.en}.`,
    },
    ...apiSentence(kind),
  ];
}

const APIS_SHOWN = 3;

function apiSentence({ apis, otherApis }: KindData): Bilingual[] {
  if (apis.length === 0) return [];
  const most = apis
    .toSorted((left, right) => right.events - left.events || (left.api < right.api ? -1 : 1))
    .slice(0, APIS_SHOWN);
  const hasMore = apis.length > most.length || otherApis > 0;
  return [
    {
      zh: `涉及的接口：${most.map(({ api, events }) => `${api}（${count(events)} 次）`).join('、')}${hasMore ? ' 等' : ''}。`,
      en: `Interfaces: ${most.map(({ api, events }) => `${api} (${count(events)})`).join(', ')}${hasMore ? ' and others' : ''}.`,
    },
  ];
}

function spanWords({ firstMs, lastMs }: SpanData, view: DiagnosisView): Bilingual {
  if (firstMs === null || lastMs === null) return { zh: '', en: '' };
  const [first, last] = [momentOf(firstMs, view), momentOf(lastMs, view)];
  if (first === last) return { zh: `，发生在 ${first}`, en: `, at ${first}` };
  return { zh: `，最早 ${first}，最晚 ${last}`, en: `, first at ${first}, last at ${last}` };
}

/** `0.5 %`; small shares keep one figure that is not 0. */
function share(part: number, whole: number): string {
  const percent = whole === 0 ? 100 : Math.min(100, (part / whole) * 100);
  const text = percent >= 0.1 ? percent.toFixed(1) : percent.toPrecision(1);
  return `${Number(text)}%`;
}
