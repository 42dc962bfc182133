/** Limits that were hit: too many calls in a time (45009), too many at the same time (45033). */
import { blocks } from '../../catalog/facts.ts';
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisRule } from './rule.ts';
import { type CodeView, type DiagnosisView, peakRun } from './view.ts';
import { apiSentences, count, many, metSentence, momentOf, peakSentence } from './words.ts';

const TOO_MANY = 45009;
const TOO_MANY_AT_ONCE = 45033;
/** A refused call in a minute may be chance; that many are not. */
const AT_ONCE_EVENTS_MIN = 5;
/** The log ends so soon after the last refusal that it may still last. */
const ONGOING_MS = 600_000;
const HOUR_MS = 3_600_000;
/** Days of limits are those of China. */
const CHINA_OFFSET_MS = 8 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

export const rateLimited: DiagnosisRule = {
  id: 'call-limit-reached',
  owner: 'developer',
  when: '45009 was met once: from then on the interface is closed for a time. Critical where the log ends less than ten minutes later.',
  conclude: (view) => {
    const code = view.codes.get(TOO_MANY);
    if (code === undefined) return [];
    const run = peakRun(code);
    return [
      {
        severity: view.toMs - code.lastMs < ONGOING_MS ? 'critical' : 'warning',
        errcodes: [TOO_MANY],
        title: {
          zh: `接口调用次数超限${spender(code, 'zh')}（45009，${count(code.events)} 次）`,
          en: `The limit of calls was reached${spender(code, 'en')} (45009, ${many(code.events, 'time')})`,
        },
        evidence: [
          metSentence(code, view),
          ...(run === undefined ? [] : [firstMinute(code, view), peakSentence(code, run, view)]),
          ...apiSentences(code),
          ...callsOf(code, view),
          ...freedSentences(code, view),
        ],
        remedy: [
          {
            zh: '在解除之前停止调用该接口：继续调用只会继续失败；其余请求排队，解除后匀速发出。',
            en: 'Stop calling the interface until it is open again: more calls only fail. Queue what is left and send it evenly afterwards.',
          },
          {
            zh: '减少调用：缓存很少变动的结果（通讯录、令牌、jsapi_ticket），改用批量接口，只拉取增量。',
            en: 'Call less: cache what seldom changes (contacts, tokens, jsapi_ticket), use batch interfaces, fetch only what changed.',
          },
          {
            zh: '找出反复请求同一资源的循环或定时任务；失败后不要立即重试。',
            en: 'Look for loops or scheduled jobs that ask for the same thing; do not retry at once after a failure.',
          },
        ],
      },
    ];
  },
};

export const concurrencyLimited: DiagnosisRule = {
  id: 'too-many-at-once',
  owner: 'developer',
  when: `45033 was met ${AT_ONCE_EVENTS_MIN} times or more.`,
  conclude: (view) => {
    const code = view.codes.get(TOO_MANY_AT_ONCE);
    if (code === undefined || code.events < AT_ONCE_EVENTS_MIN) return [];
    const run = peakRun(code);
    return [
      {
        severity: 'warning',
        errcodes: [TOO_MANY_AT_ONCE],
        title: {
          zh: `同一时刻的调用太多${spender(code, 'zh')}（45033，${count(code.events)} 次）`,
          en: `Too many calls at the same time${spender(code, 'en')} (45033, ${many(code.events, 'time')})`,
        },
        evidence: [
          metSentence(code, view),
          ...(run === undefined ? [] : [firstMinute(code, view), peakSentence(code, run, view)]),
          ...apiSentences(code),
          ...callsOf(code, view),
          {
            zh: '这个限制没有固定的屏蔽时长：同时进行的调用减少后即可恢复。',
            en: 'This limit closes nothing for a time: it is over as soon as fewer calls run at once.',
          },
        ],
        remedy: [
          {
            zh: '限制同一企业、同一接口的并发数（线程池或信号量），其余排队。',
            en: 'Bound the calls that run at once for one company and interface (a pool or semaphore), and queue the rest.',
          },
          {
            zh: '检查程序是否在循环请求同一资源，例如反复下载同一个 media_id。',
            en: 'Look for a loop on one resource, such as downloading the same media_id again and again.',
          },
          {
            zh: '重试时等待的时间逐次加倍，并加上随机的错开。',
            en: 'Wait twice as long before each retry, with some randomness.',
          },
        ],
      },
    ];
  },
};

/** The interface that got the code most often, where the log names it. */
function spender({ apis: [first] }: CodeView, lang: keyof Bilingual): string {
  if (first === undefined) return '';
  return lang === 'zh' ? `，主要是 ${first.name}` : `, mostly by ${first.name}`;
}

function firstMinute(code: CodeView, view: DiagnosisView): Bilingual {
  const at = momentOf(code.firstMs, view);
  return {
    zh: `第一次超限在 ${at}。`,
    en: `The limit was first exceeded at ${at}.`,
  };
}

/** How often the interface was called at all, where successes are logged too. */
function callsOf({ apis: [first] }: CodeView, view: DiagnosisView): Bilingual[] {
  if (first === undefined || view.success === 0) return [];
  const calls = view.eventsOfApi(first.name);
  return [
    {
      zh: `日志中 ${first.name} 共被调用 ${count(calls)} 次，其中 ${count(first.events)} 次被拒。`,
      en: `The log has ${many(calls, 'call')} of ${first.name}; ${count(first.events)} of them were refused.`,
    },
  ];
}

/** When it is open again, for each kind of limit: the code does not say which one was hit. */
function freedSentences(code: CodeView, view: DiagnosisView): Bilingual[] {
  if (code.firstMs > code.lastMs) return [];
  const last = code.lastMs;
  const seconds = (per: number, otherwise: number): number =>
    blocks({ subject: 'frequency_block', per })[0]?.value ?? otherwise;
  const minute = momentOf(last + seconds(60, 60) * 1000, view);
  const hour = momentOf(last + seconds(3600, 3600) * 1000, view);
  const midnight = Math.floor((last + CHINA_OFFSET_MS) / DAY_MS + 1) * DAY_MS - CHINA_OFFSET_MS;
  const day = momentOf(midnight, view);
  return [
    {
      zh: `错误码不说明超的是哪一级限制。最迟解除：分钟级 ${minute}，小时级 ${hour}，天级 ${day}（月级为 30 天）。`,
      en: `The code does not say which limit it was. Open again at the latest: a limit by the minute at ${minute}, by the hour at ${hour}, by the day at ${day} (by the month after 30 days).`,
    },
  ];
}
