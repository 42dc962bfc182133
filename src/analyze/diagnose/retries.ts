/**
 * Retries that cannot help, and too many of those that can. The figures hold no single calls, only how
 * many there were in a minute: what is concluded from that says so.
 */
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisRule } from './rule.ts';
import { type CodeRun, type CodeView, type DiagnosisView, peakRun } from './view.ts';
import { apiSentences, count, many, metSentence, peakSentence } from './words.ts';

const MINUTE_MS = 60_000;
/** People and jobs seldom make one mistake so often in a minute; a loop does. */
const PEAK_MIN = 20;
/** So much of it must be of one interface. */
const API_SHARE_MIN = 0.9;
/** Codes that are told of; the densest first. */
const CODES_MAX = 3;
const BUSY = -1;
/** WeCom asks for at most three retries: four calls in all. */
const BUSY_RETRIES_MAX = 3;
/** Several times that in a minute, since each may be of another call. */
const BUSY_PEAK_MIN = 10;

/** Codes that rules of their own speak of. */
const ELSEWHERE = new Set([40014, 40029, 40082, 42001, 42009, 60020]);

export const retriedInVain: DiagnosisRule = {
  id: 'retried-in-vain',
  owner: 'developer',
  when: `A code that repeating does not heal was met ${PEAK_MIN} times or more in one minute, and ${API_SHARE_MIN * 100} % of those with an interface are of one; the ${CODES_MAX} densest codes are told. Answers about single objects (not found, already exists) and codes with a rule of their own are left out.`,
  conclude: (view) =>
    [...view.codes.values()]
      .flatMap((code) => {
        const run = isVain(code) ? denseRun(code, view, PEAK_MIN) : undefined;
        return run === undefined ? [] : [{ code, run }];
      })
      .sort(
        (left, right) => right.run.peak - left.run.peak || left.code.errcode - right.code.errcode,
      )
      .slice(0, CODES_MAX)
      .map(({ code, run }) => {
        const { name } = code.apis[0]!;
        return {
          severity: 'warning',
          errcodes: [code.errcode],
          title: {
            zh: `${code.errcode} 密集出现，重试无用（${name}）`,
            en: `${code.errcode} in dense succession, which no retry can heal (${name})`,
          },
          evidence: [
            metSentence(code, view),
            peakSentence(code, run, view),
            ...apiSentences(code),
            {
              zh: '这样密集，要么是同一次调用在反复重试，要么是许多调用犯了同样的错；日志的计数分不清这两种，但两种情况下重试都无用。',
              en: 'So many are either one call that is retried or many calls with the same fault; the figures cannot tell which, but a retry helps neither.',
            },
          ],
          remedy: [
            {
              zh: `把 ${code.errcode} 列为不重试的错误：第一次出现就停下并记录。`,
              en: `Put ${code.errcode} among the errors that are not retried: stop and record it the first time.`,
            },
            ...remedyOf(code),
            ONLY_SYSTEM_FAILURES,
          ],
        };
      }),
};

export const busyRetried: DiagnosisRule = {
  id: 'busy-retried-too-often',
  owner: 'program',
  when: `-1 was met ${BUSY_PEAK_MIN} times or more in one minute, and ${API_SHARE_MIN * 100} % of those with an interface are of one. WeCom asks for ${BUSY_RETRIES_MAX} retries at most.`,
  conclude: (view) => {
    const code = view.codes.get(BUSY);
    const run = code && denseRun(code, view, BUSY_PEAK_MIN);
    if (code === undefined || run === undefined) return [];
    return [
      {
        severity: 'warning',
        errcodes: [BUSY],
        title: {
          zh: `系统繁忙时可能重试得太多（-1，${count(code.events)} 次）`,
          en: `Perhaps too many retries while the system is busy (-1, ${many(code.events, 'time')})`,
        },
        evidence: [
          metSentence(code, view),
          peakSentence(code, run, view),
          ...apiSentences(code),
          {
            zh: '官方要求最多重试 3 次；这里也可能是多个调用各自失败，计数分不清。',
            en: 'WeCom asks for at most 3 retries. It may also have been several calls that failed once each; the figures cannot tell.',
          },
        ],
        remedy: [
          {
            zh: '-1 稍候再试，最多 3 次，每次等待加倍（如 1、2、4 秒）；仍失败就放回队列。',
            en: 'Retry -1 a little later, at most 3 times, waiting twice as long each time (1, 2, 4 seconds); then put the work back into its queue.',
          },
          {
            zh: '不要让 SDK、HTTP 客户端和任务队列各自重试：次数会相乘。',
            en: 'Do not let the SDK, the HTTP client and the job queue each retry: the numbers multiply.',
          },
        ],
      },
    ];
  },
};

const ONLY_SYSTEM_FAILURES: Bilingual = {
  zh: '只对 -1 这类系统失败自动重试，最多 3 次。',
  en: 'Retry by program only system failures such as -1, at most 3 times.',
};

function isVain({ errcode, entry }: CodeView): boolean {
  if (ELSEWHERE.has(errcode) || !('meaning' in entry)) return false;
  if (entry.group === 'object' || entry.group === 'retry' || entry.group === 'ok') return false;
  return entry.retry === 'after-fix' || entry.retry === 'no';
}

/** The densest run, if a minute of it has that many and most are of one interface. */
function denseRun(code: CodeView, view: DiagnosisView, peakMin: number): CodeRun | undefined {
  const run = peakRun(code);
  if (run === undefined || view.bucketMs > MINUTE_MS || run.peak < peakMin) return undefined;
  const named = code.apis.reduce((sum, { events }) => sum + events, 0);
  const most = code.apis[0]?.events ?? 0;
  return most >= peakMin && most >= named * API_SHARE_MIN ? run : undefined;
}

/** What the catalogue says to do about the code; in the language of the catalogue, so in either place. */
function remedyOf({ entry }: CodeView): Bilingual[] {
  return 'remedy' in entry ? [{ zh: entry.remedy, en: entry.remedy }] : [];
}
