/** Joins entries with the page of 2019: its words hold where an entry leaves them out. */
import { flattenMarkdown } from './flatten.mjs';

/** Whole entries, ascending by errcode; `titles` has the words of the page's links in English. */
export function joinEntries(entries, page, titles) {
  const pageOf = new Map(page.map((entry) => [entry.errcode, entry]));
  return entries.map((entry) => {
    const { meaning, remedy, troubleshooting } = entry;
    const old = pageOf.get(entry.errcode);
    const section = {
      zh: troubleshooting?.zh ?? old?.troubleshooting ?? undefined,
      en: troubleshooting?.en,
    };
    return {
      ...entry,
      meaning: { zh: meaning.zh ?? old.meaning, en: meaning.en },
      remedy: { zh: remedy.zh ?? old.hint, en: remedy.en },
      troubleshooting: section.zh === undefined ? undefined : section,
      links: linksOf(entry, old, titles),
      ...(isReplaced(entry, old) ? { page2019: wordsOf(old) } : {}),
    };
  });
}

/** Whether the entry has other Chinese words where the page has some of its own. */
function isReplaced({ meaning, remedy, troubleshooting }, old) {
  if (old === undefined) return false;
  return (
    meaning.zh !== undefined ||
    (remedy.zh !== undefined && old.hint !== null) ||
    (troubleshooting?.zh !== undefined && old.troubleshooting !== null)
  );
}

function wordsOf({ meaning, hint, troubleshooting }) {
  const remedy = hint ?? (troubleshooting === null ? undefined : flattenMarkdown(troubleshooting));
  return { meaning, ...(remedy === undefined ? {} : { remedy }) };
}

/** The page's links, the entry's own, and those in its troubleshooting; each address once. */
function linksOf({ links = [], troubleshooting }, old, titles) {
  const all = [
    ...(old?.links ?? []).map(({ text, url }) => ({ text: { zh: text, en: titles[text] }, url })),
    ...links,
    ...markdownLinks(troubleshooting),
  ];
  return all.filter((link, index) => all.findIndex(({ url }) => url === link.url) === index);
}

function markdownLinks({ zh = '', en = '' } = {}) {
  const linkOf = (markdown) =>
    new Map(
      [...markdown.matchAll(/\[([^\]]+)\]\((https:[^)\s]+)\)/g)].map(([, text, url]) => [
        url,
        text,
      ]),
    );
  const chinese = linkOf(zh);
  return [...linkOf(en)].map(([url, text]) => ({
    text: { zh: chinese.get(url) ?? text, en: text },
    url,
  }));
}
