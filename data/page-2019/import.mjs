/**
 * Reads the global error code page of 2019 and writes `codes.json`: `node data/page-2019/import.mjs`.
 * The words stay the page's own, misprints included; only the scars of its conversion to
 * reStructuredText are healed (escapes, wrapped lines, curled quotes, dead links).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The text of a link that only leads to the section of the same code. */
const HELP_TEXT = '查看帮助';

const FOOTER = 'frame_cnt_foot';

/** Tables and headings are drawn with two columns for each of these, one for any other character. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * All entries of the page, ascending by errcode.
 * The arguments are the texts of `global-errcodes.rst` and of `links.tsv`.
 * Throws an Error that names the code or the line when page and links do not fit together.
 */
export function importPage({ page, links }) {
  const lines = page.split('\n');
  const resolve = linkResolver(links);
  const rows = readRows(lines).map((row) => fromRow(row, resolve));
  const sections = readSections(lines).map((section) => fromSection(section, resolve));
  const rowOf = indexByCode(rows, 'table row');
  const sectionOf = indexByCode(sections, 'section');

  const codes = [...new Set([...rowOf.keys(), ...sectionOf.keys()])].sort((a, b) => a - b);
  return codes.map((errcode) => assemble(errcode, rowOf.get(errcode), sectionOf.get(errcode)));
}

/** The text of `codes.json` for these entries. */
export function formatCodes(entries) {
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** The cells of the one table of the page, as raw text: `{line, errcode, meaning, hint}`. */
export function readRows(lines) {
  const borders = lines.flatMap((line, index) => (/^ *=+ =+ =+$/.test(line) ? [index] : []));
  if (borders.length !== 3) throw new Error(`expected 3 table borders, found ${borders.length}`);
  const starts = columnStarts(lines[borders[0]]);
  return lines.slice(borders[1] + 1, borders[2]).map((text, index) => {
    const line = borders[1] + 2 + index;
    const [errcode, meaning, hint] = cutCells(text, starts, line);
    if (!/^-?\d+$/.test(errcode)) throw new Error(`line ${line}: "${errcode}" is no error code`);
    return { line, errcode: Number(errcode), meaning, hint };
  });
}

/** Where the columns begin, counted in columns of the screen. */
function columnStarts(border) {
  return [...border.matchAll(/=+/g)].map((match) => match.index);
}

/** Cuts by width, never by runs of blanks: a cell that fills its column has one blank after it. */
function cutCells(text, starts, line) {
  const cells = starts.map(() => '');
  let column = 0;
  for (const character of text) {
    const cell = starts.findLastIndex((start) => start <= column);
    const isGap = starts.includes(column + 1) || cell < 0;
    if (isGap && character !== ' ') throw new Error(`line ${line}: text across a column border`);
    if (!isGap) cells[cell] += character;
    column += WIDE.test(character) ? 2 : 1;
  }
  return cells.map((cell) => cell.trim());
}

/**
 * The sections below the table: `{errcodes, items}`, where an item is `{kind: 'line' | 'bullet', text}`
 * and a line break inside its text marks where the page was wrapped.
 */
export function readSections(lines) {
  const end = lines.findIndex((line) => line.includes(FOOTER));
  const body = lines.slice(0, end < 0 ? lines.length : end);
  const heads = body.flatMap((line, index) => {
    const match = /\.\. rubric:: 错误码：(.+)$/.exec(line);
    return match ? [{ index, errcodes: match[1].trim().split(/\s+/).map(Number) }] : [];
  });
  return heads.map(({ index, errcodes }, order) => {
    // Below a heading stand its `:name:` option and a blank line.
    const content = body.slice(index + 2, heads[order + 1]?.index);
    return { errcodes, items: readItems(content) };
  });
}

/** Line blocks give one item for each `|`, lists one for each `-`, a paragraph is one item. */
function readItems(lines) {
  const items = [];
  let inParagraph = false;
  for (const raw of lines) {
    const text = raw.trim();
    const mark = /^(\| ?|- +)(.*)$/.exec(text);
    if (text === '') {
      inParagraph = false;
    } else if (mark) {
      items.push({ kind: mark[1].startsWith('|') ? 'line' : 'bullet', text: mark[2] });
      inParagraph = true;
    } else if (inParagraph) {
      items.at(-1).text += `\n${text}`;
    } else {
      items.push({ kind: 'line', text });
      inParagraph = true;
    }
  }
  return items;
}

function fromRow({ errcode, meaning, hint }, resolve) {
  const nodes = parseInline(hint, resolve);
  const plain = toPlain(nodes).trim();
  const isEmpty = plain === '-' || plain === HELP_TEXT;
  return {
    errcodes: [errcode],
    meaning: toPlain(parseInline(meaning, resolve)),
    hint: isEmpty ? null : plain,
    links: linksOf(nodes),
  };
}

function fromSection({ errcodes, items }, resolve) {
  const parsed = items.map(({ kind, text }) => ({ kind, nodes: parseInline(text, resolve) }));
  return {
    errcodes,
    opening: toPlain(parsed[0].nodes).split('。')[0],
    markdown: toMarkdown(parsed),
    links: parsed.flatMap(({ nodes }) => linksOf(nodes)),
  };
}

/**
 * Turns reStructuredText into nodes `{kind: 'text' | 'bold' | 'link', text, url?}`.
 * Only the escapes that the converter wrote are undone: `\ ` glues, `\\` and `\|` stand for
 * themselves. Any other backslash is the page's own, as in `\uxxxx`.
 */
export function parseInline(source, resolve) {
  const pattern = /`([^`<]+?) *<([^>]+)>`__|\*\*([^*]+)\*\*|\\([ \\|])|\n/g;
  const nodes = [];
  let wrapped = false;
  const push = (kind, text, url) => {
    if (text === '') return;
    const before = nodes.at(-1)?.text.at(-1) ?? '';
    if (wrapped && needsBlank(before, text[0])) pushText(nodes, ' ');
    wrapped = false;
    if (kind === 'text') pushText(nodes, text);
    else nodes.push(url === undefined ? { kind, text } : { kind, text, url });
  };
  const text = straightenQuotes(source);
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    push('text', text.slice(end, match.index));
    end = match.index + match[0].length;
    const [whole, label, target, bold, escaped] = match;
    if (label !== undefined) push('link', label, resolve(target));
    else if (bold !== undefined) push('bold', bold);
    else if (whole === '\n') wrapped = true;
    else if (escaped !== ' ') push('text', escaped);
  }
  push('text', text.slice(end));
  return nodes;
}

/** Chinese closes up where a line was wrapped; beside Latin the page has a blank. */
function needsBlank(before, after) {
  return before !== '' && !(WIDE.test(before) && WIDE.test(after));
}

function pushText(nodes, text) {
  const last = nodes.at(-1);
  if (last?.kind === 'text') last.text += text;
  else nodes.push({ kind: 'text', text });
}

/**
 * The converter curled every straight quote, often the wrong way round. Only where all quotes of a
 * text are well-formed pairs around nothing but Chinese are they the page's own, and stay.
 */
function straightenQuotes(text) {
  if (/^[^“”‘’]*(?:“\p{Script=Han}+”[^“”‘’]*)+$/u.test(text)) return text;
  return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
}

function toPlain(nodes) {
  return nodes.map(({ text }) => text).join('');
}

function linksOf(nodes) {
  return nodes.flatMap(({ kind, text, url }) => (kind === 'link' ? [{ text, url }] : []));
}

/** Numbered points become an ordered list, bullets hang under their point, the rest is paragraphs. */
function toMarkdown(items) {
  let markdown = '';
  let previous = '';
  for (const { kind, nodes } of items) {
    const text = nodes.map(nodeToMarkdown).join('').trim();
    const point = /^(\d+)[）)]\s*(.*)$/u.exec(text);
    const isList = kind === 'bullet' || point !== null;
    if (markdown !== '') markdown += isList && previous === 'list' ? '\n' : '\n\n';
    if (kind === 'bullet') markdown += `   - ${text}`;
    else markdown += point ? `${point[1]}. ${point[2]}` : text;
    previous = isList ? 'list' : 'paragraph';
  }
  return markdown;
}

function nodeToMarkdown({ kind, text, url }) {
  if (kind === 'link') return `[${text}](${url})`;
  return kind === 'bold' ? `**${text}**` : text;
}

function assemble(errcode, row, section) {
  const links = [...(row?.links ?? []), ...(section?.links ?? [])];
  return {
    errcode,
    meaning: row?.meaning ?? section.opening,
    hint: row?.hint ?? null,
    troubleshooting: section?.markdown ?? null,
    links: links.filter((link, index) => links.findIndex((other) => isSameLink(other, link)) === index),
  };
}

function isSameLink(one, other) {
  return one.text === other.text && one.url === other.url;
}

function linkResolver(links) {
  const urls = new Map(readTable(links).map(({ target, url }) => [target, url]));
  return (target) => {
    const url = urls.get(target);
    if (!url) throw new Error(`links.tsv has no address for ${target}`);
    return url;
  };
}

/** A table of tab separated values with a heading. */
function readTable(text) {
  const [heading, ...lines] = text.split('\n').filter((line) => line !== '');
  const names = heading.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function indexByCode(records, what) {
  const index = new Map();
  for (const record of records) {
    for (const errcode of record.errcodes) {
      if (index.has(errcode)) throw new Error(`${errcode} has a second ${what}`);
      index.set(errcode, record);
    }
  }
  return index;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const entries = importPage({
    page: read('global-errcodes.rst'),
    links: read('links.tsv'),
  });
  writeFileSync(new URL('codes.json', import.meta.url), formatCodes(entries));
}
