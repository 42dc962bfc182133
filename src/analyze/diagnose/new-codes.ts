/**
 * Codes that were not met before: first seen in the last tenth of a log that is long enough to say so.
 * Against an earlier report `--baseline` knows better; this needs none.
 */
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisRule } from './rule.ts';
import type { CodeView } from './view.ts';
import { count, metSentence } from './words.ts';

/** A shorter log has not had the time to show what is usual. */
const RANGE_MS_MIN = 3_600_000;
/** The part of the range that is new. */
const NEW_SHARE = 0.1;
/** So many failures of any kind before: the log was not just silent. */
const EARLIER_MIN = 20;
const EVENTS_MIN = 3;
const LISTED_MAX = 10;

export const newCodes: DiagnosisRule = {
  id: 'new-codes',
  owner: 'developer',
  when: `A code was met ${EVENTS_MIN} times or more, first in the last tenth of a log of an hour or longer, and the part before has at least ${EARLIER_MIN} events of other codes. Answers about single objects do not count.`,
  conclude: (view) => {
    const rangeMs = view.toMs - view.fromMs;
    if (!(rangeMs >= RANGE_MS_MIN)) return [];
    const newFromMs = view.toMs - rangeMs * NEW_SHARE;
    const fresh = [...view.codes.values()]
      .filter((code) => isFresh(code, newFromMs))
      .sort((left, right) => right.events - left.events || left.errcode - right.errcode);
    if (fresh.length === 0) return [];
    const earlier = [...view.codes.values()].reduce(
      (sum, { events, firstMs }) => sum + (firstMs < newFromMs ? events : 0),
      view.success,
    );
    if (earlier < EARLIER_MIN) return [];
    const listed = fresh.slice(0, LISTED_MAX);
    const names = listed.map(({ errcode }) => errcode);
    return [
      {
        severity: 'warning',
        errcodes: names,
        title: {
          zh: `出现了以前没有的错误码：${names.join('、')}`,
          en: `Codes that were not met before: ${names.join(', ')}`,
        },
        evidence: [
          ...listed.map((code) => {
            const met = metSentence(code, view);
            const meaning = 'meaning' in code.entry ? code.entry.meaning : undefined;
            return meaning === undefined
              ? { zh: `${met.zh}目录里没有它。`, en: `${met.en} It is not in the catalogue.` }
              : { zh: `${met.zh}（${meaning}）`, en: `${met.en} (${meaning})` };
          }),
          ...notListed(fresh.length - listed.length),
          {
            zh: `它们都在日志最后十分之一的时间里才第一次出现；更早就有的返回码共 ${count(earlier)} 次。`,
            en: `All were first met in the last tenth of the time; codes that were met before have ${count(earlier)} events.`,
          },
        ],
        remedy: [
          {
            zh: '对照第一次出现的时间，查找那前后的发布、配置改动和企业后台的权限变更。',
            en: 'Look for releases, changes of configuration and of permissions around the time of the first one.',
          },
          {
            zh: '逐个查看：wecomlog explain 加错误码；未收录的码在 errmsg 里看企业微信怎么说。',
            en: 'Look each up with wecomlog explain; for a code that is not in the catalogue see what WeCom says in errmsg.',
          },
        ],
        samples: listed.flatMap(({ samples }) => samples.slice(0, 1)).slice(0, 3),
      },
    ];
  },
};

function isFresh({ events, firstMs, lastMs, entry }: CodeView, newFromMs: number): boolean {
  return (
    events >= EVENTS_MIN && firstMs <= lastMs && firstMs >= newFromMs && entry.group !== 'object'
  );
}

function notListed(rest: number): Bilingual[] {
  if (rest <= 0) return [];
  return [{ zh: `另有 ${count(rest)} 个。`, en: `${count(rest)} more are not listed.` }];
}
