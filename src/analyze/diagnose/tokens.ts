/**
 * Tokens: used after they expired (42001, 42009), not valid at all (40014, 40082), or fetched all the
 * time. The first is healed by fetching a new one, the second often is not.
 */
import { lifetimeSeconds } from '../../catalog/facts.ts';
import type { Bilingual } from '../../model/lang.ts';
import { stepsFor } from './provider.ts';
import type { Conclusion, DiagnosisRule } from './rule.ts';
import { type CodeView, type DiagnosisView, worstRun } from './view.ts';
import { apiSentences, count, many, metSentence, peakSentence, runSentence } from './words.ts';

/** A few requests at the moment of expiry are normal: several threads hold the old token. */
const RUN_EVENTS_MIN = 10;
/** A client that fetches a new one and repeats once is done within seconds. */
const RUN_MS_MIN = 300_000;
/** More than so many in a minute is a storm. */
const STORM_EVENTS = 60;

/** Where a token is fetched, and the name of the token. */
const FETCHES = [
  { api: '/cgi-bin/gettoken', token: 'access_token' },
  { api: '/cgi-bin/service/get_suite_token', token: 'suite_access_token' },
  { api: '/cgi-bin/service/get_provider_token', token: 'provider_access_token' },
] as const;
/** Fetches are only called too many from here on. */
const FETCHES_MIN = 20;
/** Several apps and processes may each have a token of their own. */
const FETCHES_PER_LIFETIME_MAX = 10;
/** What WeCom publishes, in case the fact has no number. */
const LIFETIME_SECONDS = 7200;

export const tokenExpired: DiagnosisRule = {
  id: 'token-not-renewed',
  owner: 'developer',
  when: `42001 (access_token) or 42009 (suite_access_token) goes on for at least ${RUN_MS_MIN / 60_000} minutes without a pause of ten, ${RUN_EVENTS_MIN} times or more; from ${STORM_EVENTS} in a minute it is critical.`,
  conclude: (view) => [
    ...stuck(view, 42001, (code) => ({
      title: {
        zh: `access_token 过期后没有及时换新（42001，${count(code.events)} 次）`,
        en: `The expired access_token was not replaced in time (42001, ${many(code.events, 'time')})`,
      },
      remedy: stepsFor(view, RENEW_ACCESS, RENEW_CORP),
    })),
    ...stuck(view, 42009, (code) => ({
      title: {
        zh: `suite_access_token 过期后没有及时换新（42009，${count(code.events)} 次）`,
        en: `The expired suite_access_token was not replaced in time (42009, ${many(code.events, 'time')})`,
      },
      remedy: RENEW_SUITE,
    })),
  ],
};

export const tokenInvalid: DiagnosisRule = {
  id: 'token-refresh-loop',
  owner: 'developer',
  when: `40014 (access_token) or 40082 (suite_access_token) goes on for at least ${RUN_MS_MIN / 60_000} minutes without a pause of ten, ${RUN_EVENTS_MIN} times or more; from ${STORM_EVENTS} in a minute it is critical.`,
  conclude: (view) => [
    ...stuck(view, 40014, (code) => ({
      title: {
        zh: `无效的 access_token 一直在用（40014，${count(code.events)} 次）`,
        en: `An invalid access_token is used again and again (40014, ${many(code.events, 'time')})`,
      },
      remedy: stepsFor(view, REPAIR_ACCESS, REPAIR_CORP),
    })),
    ...stuck(view, 40082, (code) => ({
      title: {
        zh: `无效的 suite_access_token 一直在用（40082，${count(code.events)} 次）`,
        en: `An invalid suite_access_token is used again and again (40082, ${many(code.events, 'time')})`,
      },
      remedy: REPAIR_SUITE,
    })),
  ],
};

export const tokenFetchedOften: DiagnosisRule = {
  id: 'token-not-cached',
  owner: 'developer',
  when: `The log tells of at least ${FETCHES_MIN} calls that fetch a token, and of more than ${FETCHES_PER_LIFETIME_MAX} for each ${LIFETIME_SECONDS / 3600} hours that a token lives.`,
  conclude: (view) => {
    if (view.fromMs > view.toMs) return [];
    return FETCHES.flatMap(({ api, token }) => {
      const calls = view.eventsOfApi(api) + view.eventsOfApi(api.slice(1));
      const seconds = lifetimeSeconds(token) ?? LIFETIME_SECONDS;
      const lifetimes = Math.ceil((view.toMs - view.fromMs + 1) / (seconds * 1000));
      const isOften = calls >= FETCHES_MIN && calls > lifetimes * FETCHES_PER_LIFETIME_MAX;
      return isOften ? [fetchedOften({ api, token, calls, lifetimes, seconds })] : [];
    });
  },
};

function stuck(
  view: DiagnosisView,
  errcode: number,
  say: (code: CodeView) => Pick<Conclusion, 'title' | 'remedy'>,
): Conclusion[] {
  const code = view.codes.get(errcode);
  const run = code && worstRun(code);
  // Wider buckets than five minutes cannot tell how long it took.
  if (code === undefined || run === undefined || view.bucketMs > RUN_MS_MIN) return [];
  if (run.events < RUN_EVENTS_MIN || run.toMs - run.fromMs < RUN_MS_MIN) return [];
  const isStorm = code.runs().some(({ peak }) => peak >= STORM_EVENTS);
  return [
    {
      severity: isStorm ? 'critical' : 'warning',
      errcodes: [errcode],
      ...say(code),
      evidence: [
        metSentence(code, view),
        runSentence(code, run, view),
        peakSentence(code, run, view),
        ...apiSentences(code),
        ...comparedWith(view, errcode),
      ],
    },
  ];
}

const OPPOSITE: Readonly<Record<number, number>> = {
  42001: 40014,
  40014: 42001,
  42009: 40082,
  40082: 42009,
};

/** Expired and invalid tokens have different causes: the share of each says which one it is. */
function comparedWith(view: DiagnosisView, errcode: number): Bilingual[] {
  const other = OPPOSITE[errcode]!;
  const events = view.codes.get(other)?.events ?? 0;
  const isExpiry = errcode === 42001 || errcode === 42009;
  return [
    isExpiry
      ? {
          zh: `同期“令牌无效”（${other}）${count(events)} 次：过期说明令牌本身是对的，只是没有换新。`,
          en: `The token was called invalid (${other}) ${many(events, 'time')}: an expired token was right once, and only not replaced.`,
        }
      : {
          zh: `同期“令牌过期”（${other}）${count(events)} 次：无效往往说明令牌用错，只靠重新获取不一定能解决。`,
          en: `The token was called expired (${other}) ${many(events, 'time')}: an invalid token is often the wrong one, and fetching another may not help.`,
        },
  ];
}

function fetchedOften(fetch: {
  readonly api: string;
  readonly token: string;
  readonly calls: number;
  readonly lifetimes: number;
  readonly seconds: number;
}): Conclusion {
  const { api, token, calls, lifetimes, seconds } = fetch;
  return {
    severity: 'warning',
    errcodes: [],
    title: {
      zh: `${token} 似乎没有缓存：获取了 ${count(calls)} 次`,
      en: `The ${token} seems not to be cached: it was fetched ${many(calls, 'time')}`,
    },
    evidence: [
      {
        zh: `日志中有 ${count(calls)} 次 ${api}。`,
        en: `The log has ${many(calls, 'call')} of ${api}.`,
      },
      {
        zh: `令牌有效 ${count(seconds)} 秒；日志的时间跨度内，一个应用只需获取约 ${count(lifetimes)} 次。`,
        en: `A token lives ${count(seconds)} seconds; in the time of the log one app needs about ${many(lifetimes, 'fetch', 'fetches')}.`,
      },
    ],
    remedy: [
      {
        zh: `把 ${token} 放进所有进程共用的缓存（如 Redis），按返回的 expires_in 保存，不要每次调用都获取。`,
        en: `Keep the ${token} in a cache that all processes share (such as Redis) for as long as expires_in says; do not fetch it for every call.`,
      },
      {
        zh: '换新时加锁，同一时刻只由一个进程获取。',
        en: 'Lock the renewal, so that one process at a time fetches.',
      },
    ],
  };
}

const RENEW_ACCESS: readonly Bilingual[] = [
  {
    zh: '按返回的 expires_in（通常 7200 秒）缓存 access_token，并在过期前几分钟换新。',
    en: 'Cache the access_token for as long as expires_in says (usually 7200 seconds), and renew it some minutes before it expires.',
  },
  {
    zh: '收到 42001 时丢弃缓存，加锁后只获取一次，再把原请求重发一次；多个进程共用一份缓存。',
    en: 'On 42001 drop the cached token, fetch a new one once under a lock, and repeat the request once; let all processes share one cache.',
  },
  {
    zh: '核对服务器时间：时钟偏慢会让程序以为令牌还没有过期。',
    en: 'Check the clock of the server: one that is slow takes the token for alive.',
  },
];

const RENEW_CORP: readonly Bilingual[] = [
  {
    zh: '第三方应用用 permanent_code 通过 get_corp_token 换新（代开发应用用 gettoken），每家授权企业的令牌分开缓存。',
    en: 'A third-party app renews with its permanent_code by get_corp_token (a provider-developed one by gettoken); cache the token of each company apart.',
  },
];

const RENEW_SUITE: readonly Bilingual[] = [
  {
    zh: '缓存 suite_access_token（有效 7200 秒），过期前用最新的 suite_ticket 通过 get_suite_token 换新。',
    en: 'Cache the suite_access_token (it lives 7200 seconds) and renew it by get_suite_token with the newest suite_ticket before it expires.',
  },
  {
    zh: '确认 suite_ticket 回调（每 10 分钟推送一次）收得到，并且总是保存最新的一个。',
    en: 'Make sure the callback of suite_ticket (every 10 minutes) arrives and the newest is always kept.',
  },
];

const REPAIR_ACCESS: readonly Bilingual[] = [
  {
    zh: '每次 40014 最多重新获取一次、重发一次；仍失败就停下并告警，不要循环。',
    en: 'For each 40014 fetch once and repeat once; if it still fails, stop and alert instead of looping.',
  },
  {
    zh: '核对令牌来自哪个应用：缓存的键要同时含 corpid 和应用的 agentid（或 secret），测试与生产不要共用。',
    en: 'See which app the token is of: the key of the cache must hold the corpid and the agentid (or secret) of the app; keep test and production apart.',
  },
  {
    zh: '检查传入的令牌有没有被截断、混入空格或换行，或被重复做了 URL 编码。',
    en: 'See whether the token is cut off, holds blanks or line ends, or was URL-encoded twice.',
  },
  {
    zh: '在管理后台重置过 secret 后，旧令牌即告失效：请更新配置并清空缓存。',
    en: 'Once a secret was reset, the tokens of the old one are void: update the configuration and clear the cache.',
  },
];

const REPAIR_CORP: readonly Bilingual[] = [
  {
    zh: '确认没有把 suite_access_token 或 provider_access_token 当作 access_token 传入；企业取消授权后，它的令牌也会作废。',
    en: 'Make sure no suite_access_token or provider_access_token is passed as access_token; once a company cancels the authorization, its token is void too.',
  },
];

const REPAIR_SUITE: readonly Bilingual[] = [
  {
    zh: '用最新的 suite_ticket 重新获取一次 suite_access_token；仍失败就停下，不要循环。',
    en: 'Fetch the suite_access_token once more with the newest suite_ticket; if it still fails, stop instead of looping.',
  },
  {
    zh: '核对参数名是 suite_access_token，并且令牌属于这个 suite_id。',
    en: 'Make sure that the parameter is named suite_access_token and that the token is of this suite_id.',
  },
];
