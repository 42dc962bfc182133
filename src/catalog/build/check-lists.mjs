/** Checks the lists beside the codes: facts, systems, retired codes, platforms, endpoints. */
import { readYaml } from './yaml-file.mjs';

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/u;

const FACT_MEMBERS = [
  'id',
  'kind',
  'subject',
  'value',
  'unit',
  'per',
  'scope',
  'errcodes',
  'text',
  'source',
];

/** Ids of `src/catalog/facts.ts`. */
export const FACT_KINDS = [
  'lifetime',
  'single-use',
  'rate-limit',
  'block',
  'size-limit',
  'count-limit',
  'retry',
  'quota',
  'scope',
  'push-interval',
];
export const FACT_UNITS = [
  'seconds',
  'calls',
  'bytes',
  'items',
  'messages',
  'characters',
  'levels',
  'times',
  'percent',
];

/** `{value, faults}` of `data/facts.yaml`; every code a fact names must be in `known`, if that is known. */
export function readFacts({ name, text }, known) {
  return readList(name, text, (facts, tell) => {
    const ids = new Set();
    facts.forEach((fact, index) => {
      const say = (member, message) => tell([index, member], `fact ${fact.id}: ${message}`);
      for (const member of Object.keys(fact)) {
        if (!FACT_MEMBERS.includes(member))
          say(member, `no member "${member}"; it has ${FACT_MEMBERS.join(', ')}`);
      }
      if (!/^[a-z0-9-]+$/.test(fact.id ?? '')) say('id', 'the id is no kebab-case word');
      if (ids.has(fact.id)) say('id', 'the id stands here twice');
      ids.add(fact.id);
      if (!FACT_KINDS.includes(fact.kind))
        say('kind', `kind must be one of: ${FACT_KINDS.join(', ')}`);
      if ((fact.value === undefined) !== (fact.unit === undefined))
        say('value', 'value and unit go together');
      if (fact.unit !== undefined && !FACT_UNITS.includes(fact.unit)) {
        say('unit', `unit must be one of: ${FACT_UNITS.join(', ')}`);
      }
      for (const member of ['value', 'per']) {
        if (fact[member] !== undefined && typeof fact[member] !== 'number')
          say(member, `${member} is no number`);
      }
      if (!Array.isArray(fact.errcodes)) say('errcodes', 'errcodes is no list; write [] for none');
      for (const code of fact.errcodes ?? []) {
        if (known?.has(code) === false) say('errcodes', `${code} is not in the catalogue`);
      }
      for (const member of ['subject', 'scope', 'source']) {
        if (!isText(fact[member])) say(member, `lacks ${member}`);
      }
      checkTexts(fact.text, (message) => say('text', `text ${message}`));
    });
  });
}

/** `{value, faults}` of `data/systems.yaml`: number spaces beside that of the API. */
export function readSystems({ name, text }) {
  return readList(name, text, (systems, tell) => {
    for (const [id, system] of Object.entries(systems)) {
      if (!/^[a-z][a-z-]+$/.test(id)) tell([id], `"${id}" is no kebab-case word`);
      checkTexts(system.title, (message) => tell([id], `title of ${id} ${message}`));
      if (!isText(system.source)) tell([id], `${id} lacks source`);
      let last = Number.NEGATIVE_INFINITY;
      (system.codes ?? []).forEach(({ code, meaning, remedy }, index) => {
        const say = (message) => tell([id, 'codes', index], `${id} ${code}: ${message}`);
        if (!Number.isInteger(code)) say('code is no integer');
        if (code <= last) say('stands here twice or out of order; keep codes ascending');
        last = code;
        checkTexts(meaning, (message) => say(`meaning ${message}`));
        checkTexts(remedy, (message) => say(`remedy ${message}`));
      });
    }
  });
}

/** `{value, faults}` of `data/platforms/<platform>.yaml`. */
export function readPlatform({ name, text }) {
  return readList(name, text, (platform, tell) => {
    checkTexts(platform.title, (message) => tell(['title'], `title ${message}`));
    const seen = new Set();
    const add = (path, code) => {
      if (!Number.isInteger(code)) tell(path, `${code} is no integer`);
      if (seen.has(code)) tell(path, `${code} stands here twice`);
      seen.add(code);
    };
    platform.numbers.forEach((code, index) => {
      add(['numbers', index], code);
    });
    platform.codes.forEach((entry, index) => {
      add(['codes', index, 'errcode'], entry.errcode);
      checkTexts(entry, (message) => tell(['codes', index], `${entry.errcode} ${message}`));
    });
  });
}

/** Rows of a table of tab separated values; lines that begin with `#` are comments. */
export function readTable({ name, text }, columns, check) {
  const faults = [];
  const rows = [];
  const seen = new Set();
  text.split('\n').forEach((content, index) => {
    if (content === '' || content.startsWith('#')) return;
    const cells = content.split('\t');
    const tell = (message) => faults.push({ file: name, line: index + 1, message });
    if (cells.length !== columns.length || cells.some((cell) => cell.trim() === '')) {
      tell(`must have ${columns.length} columns: ${columns.join(', ')}`);
    } else if (seen.has(cells[0])) tell(`${cells[0]} stands here twice`);
    else check(cells, tell);
    seen.add(cells[0]);
    rows.push(cells);
  });
  return { value: rows, faults };
}

/** What `check` finds in a YAML file, with the lines. */
function readList(name, text, check) {
  const { value, faults: syntax, lineOf } = readYaml(text);
  const faults = syntax.map((fault) => ({ file: name, ...fault }));
  if (faults.length === 0) {
    check(value, (path, message) => faults.push({ file: name, line: lineOf(path), message }));
  }
  return { value, faults };
}

function checkTexts(texts, tell) {
  for (const lang of ['zh', 'en']) if (!isText(texts?.[lang])) tell(`lacks ${lang}`);
  if (CHINESE.test(texts?.en ?? '')) tell(`in English holds Chinese: ${texts.en}`);
}

function isText(value) {
  return typeof value === 'string' && value !== '' && value.trim() === value;
}
