/** What a test asks of a page from inside it: these functions run in the browser. */

export function background() {
  return getComputedStyle(document.body).backgroundColor;
}

/** Pixels by which the page is wider than the window. */
export function overflow() {
  return document.documentElement.scrollWidth - innerWidth;
}

export function animations() {
  return document.getAnimations().length;
}

/** What a browser does that takes a page from its memory: connections are made anew. */
export function comeBack() {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
}

/** What has the focus, its name, and whether that can be seen; undefined for nothing. */
export function focusStop() {
  const at = document.activeElement;
  if (at === null || at === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const label = at.closest('label')?.textContent;
  const name = at.getAttribute('aria-label') ?? (at.textContent?.trim() || label) ?? '';
  const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  return `${isSeen ? '' : 'UNSEEN '}${at.localName}:${name.trim().slice(0, 40)}`;
}

/** Texts that do not fit into what they stand in, where nothing can be scrolled. */
export function clippedTexts() {
  return [...document.querySelectorAll('h1,h2,h3,p,dt,dd,th,td,li,button,a,.badge,.tag')]
    .filter((element) => element.checkVisibility())
    .filter((element) => element.closest('.unseen,.skip,.scroll,pre') === null)
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
    .map((element) => `${element.localName}: ${element.textContent?.slice(0, 40)}`);
}

/** Every text that can be seen, with its colour and what is behind it. */
export function coloredTexts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.nodeValue.trim();
    if (text === '' || element === null || !element.checkVisibility()) continue;
    if (element.closest('script,style,noscript,.unseen') !== null) continue;
    let behind = '';
    for (let at = element; at !== null; at = at.parentElement) {
      behind = getComputedStyle(at).backgroundColor;
      if (!behind.endsWith(', 0)')) break;
    }
    const { fill, color } = getComputedStyle(element);
    found.push({
      text: text.slice(0, 30),
      color: element.localName === 'text' ? fill : color,
      behind,
    });
  }
  return found;
}
