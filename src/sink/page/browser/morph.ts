/**
 * Turns what an element holds into other markup and touches no more than differs: focus, selection,
 * scroll positions and opened details stay where the reader left them.
 */

/** What has this attribute belongs to a script; nothing in it is touched. */
const OWN = 'data-own';

/** `markup` is made by the parts of the page, which escape whatever they are given. */
export function morph(target: Element, markup: string): void {
  const template = document.createElement('template');
  // Rows make sense to a parser only where rows may stand.
  if (target.localName === 'tbody') {
    template.innerHTML = `<table><tbody>${markup}</tbody></table>`;
    morphChildren(target, template.content.querySelector('tbody')!);
    return;
  }
  template.innerHTML = markup;
  morphChildren(target, template.content);
}

function morphChildren(parent: Element, wanted: ParentNode & Node): void {
  const keyed = new Map<string, Element>();
  for (const child of parent.children) {
    const key = keyOf(child);
    if (key !== undefined) keyed.set(key, child);
  }
  const kept = new Set<Node>();
  let cursor: ChildNode | null = parent.firstChild;
  for (const want of [...wanted.childNodes]) {
    while (cursor !== null && kept.has(cursor)) cursor = cursor.nextSibling;
    const found = matchFor(want, cursor, keyed);
    if (found === undefined) {
      const made = document.importNode(want, true);
      parent.insertBefore(made, cursor);
      kept.add(made);
      continue;
    }
    kept.add(found);
    if (found !== cursor) parent.insertBefore(found, cursor);
    update(found, want);
  }
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
}

function matchFor(
  want: Node,
  cursor: ChildNode | null,
  keyed: ReadonlyMap<string, Element>,
): ChildNode | undefined {
  const key = keyOf(want);
  if (key !== undefined) {
    const found = keyed.get(key);
    return found?.nodeName === want.nodeName ? found : undefined;
  }
  const isAlike = cursor?.nodeName === want.nodeName && keyOf(cursor) === undefined;
  return isAlike ? (cursor ?? undefined) : undefined;
}

function keyOf(node: Node): string | undefined {
  return node instanceof HTMLElement ? node.dataset.key : undefined;
}

function update(node: Node, want: Node): void {
  if (!(node instanceof Element) || !(want instanceof Element)) {
    if (node.nodeValue !== want.nodeValue) node.nodeValue = want.nodeValue;
    return;
  }
  if (node.hasAttribute(OWN)) return;
  for (const { name } of [...node.attributes]) {
    // Whether details are open is up to the reader.
    if (name !== 'open' && !want.hasAttribute(name)) node.removeAttribute(name);
  }
  for (const { name, value } of want.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  morphChildren(node, want);
}
