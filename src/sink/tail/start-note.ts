/** What `tail` says before the first line: what it shows of what is there, and what it waits for. */
import type { Bilingual } from '../../model/lang.ts';
import { formatBytes, formatCount } from '../report/figures.ts';
import { printable } from '../report/printable.ts';

export interface StartFacts {
  readonly files: number;
  readonly unreadBytes: number;
  readonly lookedBytes: number;
  readonly events: number;
  readonly missing: readonly string[];
}

/** PATHs that are named. */
const MISSING_MAX = 10;

/** Sentences, each for a line of its own; none where there is nothing to say. */
export function startNotes(facts: StartFacts, hasBacklog: boolean): Bilingual[] {
  return [
    ...facts.missing.slice(0, MISSING_MAX).map(missingNote),
    ...unreadNotes(facts, hasBacklog),
  ];
}

function missingNote(pattern: string): Bilingual {
  const name = printable(pattern);
  return {
    zh: `${name}：还没有这个文件，出现后从头显示。`,
    en: `${name}: no such file yet; it is shown from its beginning when it appears.`,
  };
}

function unreadNotes(
  { files, unreadBytes, lookedBytes, events }: StartFacts,
  hasBacklog: boolean,
): Bilingual[] {
  if (unreadBytes === 0) return [];
  const size = formatBytes(unreadBytes);
  const looked = formatBytes(lookedBytes);
  const found: Bilingual = !hasBacklog
    ? { zh: '', en: '' }
    : events > 0
      ? {
          zh: `，先显示最近的 ${formatCount(events)} 个事件`,
          en: `, the last ${formatCount(events)} events first`,
        }
      : {
          zh: `，最后 ${looked} 中没有要显示的事件`,
          en: `; no event to show in the last ${looked}`,
        };
  return [
    {
      zh: `${formatCount(files)} 个文件已有 ${size}，从现在起显示${found.zh}。从头看用 --from beginning，统计用 wecomlog report。`,
      en: `shows what is written from now on${found.en}; ${files === 1 ? 'the file holds' : `the ${formatCount(files)} files hold`} ${size} already. --from beginning shows all of it, wecomlog report counts it.`,
    },
  ];
}
