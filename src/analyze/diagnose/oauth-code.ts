/** OAuth codes that did not work (40029): mostly because they were used twice. */
import type { DiagnosisRule } from './rule.ts';
import { peakRun } from './view.ts';
import { apiSentences, count, many, metSentence, peakSentence } from './words.ts';

const INVALID_CODE = 40029;
/** One or two may be members who reloaded a page. */
const EVENTS_MIN = 3;

export const oauthCodeUsedAgain: DiagnosisRule = {
  id: 'oauth-code-used-again',
  owner: 'developer',
  when: `40029 was met ${EVENTS_MIN} times or more.`,
  conclude: (view) => {
    const code = view.codes.get(INVALID_CODE);
    if (code === undefined || code.events < EVENTS_MIN) return [];
    const run = peakRun(code);
    return [
      {
        severity: 'warning',
        errcodes: [INVALID_CODE],
        title: {
          zh: `OAuth code 可能被用了两次（40029，${count(code.events)} 次）`,
          en: `OAuth codes were probably used twice (40029, ${many(code.events, 'time')})`,
        },
        evidence: [
          metSentence(code, view),
          ...(run !== undefined && run.peak > 1 ? [peakSentence(code, run, view)] : []),
          ...apiSentences(code),
          {
            zh: '一个 code 只能用一次，5 分钟内有效；日志里没有 code 本身，无法区分是重复使用、过期，还是用错了应用。',
            en: 'A code works once and lives 5 minutes. The figures do not hold the codes, so whether one was used again, had expired or was of another app cannot be told.',
          },
        ],
        remedy: [
          {
            zh: '用 code 换到成员身份后，立即存进会话并跳转到不带 code 的地址，刷新或返回时就不会再用一次。',
            en: 'Once a code has given the member, keep it in the session and redirect to an address without the code, so that a reload does not use it again.',
          },
          {
            zh: '不要让多台服务器、重试或前端预加载对同一个 code 各调用一次；以 code 为键加锁或去重。',
            en: 'Do not let several servers, retries or prefetching each spend the same code; lock or deduplicate by code.',
          },
          {
            zh: '收到 40029 时不要重试，让成员重新走一次授权。',
            en: 'Do not retry on 40029: send the member through authorization again.',
          },
          {
            zh: '核对换取身份所用的应用，与授权链接里的 appid（第三方为 suiteid）一致。',
            en: 'Make sure that the app that spends the code is the one in the authorization link (appid; suiteid for third-party apps).',
          },
        ],
      },
    ];
  },
};
