/** What `explain` says, as JSON arrays. */
import type { FullEntry, RetiredEntry, SystemEntry } from '../../model/catalog.ts';

/** The entries as a JSON array; what an entry does not have is left out. */
export function explainJson(entries: readonly FullEntry[]): string {
  return arrayText(entries.map(entryJson));
}

/** One entry with its members in the documented order. */
export function entryJson(entry: FullEntry): object {
  return {
    errcode: entry.errcode,
    meaning: entry.meaning,
    category: entry.category,
    group: entry.group,
    domain: entry.domain,
    owner: entry.owner,
    retry: entry.retry,
    // JSON leaves out members that are undefined.
    retryMax: entry.retryMax,
    retryWaitSeconds: entry.retryWaitSeconds,
    remedy: entry.remedy,
    troubleshooting: entry.troubleshooting,
    links: entry.links,
    facts: entry.facts,
    errmsg: entry.errmsg,
    firstSeen: entry.firstSeen,
    translated: entry.translated,
    page2019: entry.page2019,
    sources: entry.sources,
  };
}

export function systemJson(entries: readonly SystemEntry[]): string {
  return arrayText(entries);
}

export function retiredJson(entries: readonly RetiredEntry[]): string {
  return arrayText(entries.map(({ errcode, meaning }) => ({ errcode, meaning, retired: true })));
}

function arrayText(values: readonly object[]): string {
  return `${JSON.stringify(values, null, 2)}\n`;
}
