/**
 * Joins the data of the catalogue, checks every entry and writes the modules `*.generated.ts`, which
 * load fast: `node src/catalog/build.mjs`. The same data gives the same bytes. What is wrong is told
 * as `file:line: what to write instead`, all of it at once.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCodes } from './build/check-codes.mjs';
import { readFacts, readPlatform, readSystems, readTable } from './build/check-lists.mjs';
import { emitModules } from './build/emit.mjs';
import { joinEntries } from './build/join.mjs';
import { readVocabulary } from './build/vocabulary.mjs';
import { readYaml } from './build/yaml-file.mjs';

/** Number spaces that the judge tells from the API's by evidence; see src/model/event.ts. */
const SYSTEMS_APART = ['callback-crypto', 'finance-sdk'];

/**
 * Everything in the `data` folder, checked and joined: `{data, faults}`.
 * @param read gives the text of a file by its path from the root of the repository
 * @param list gives the names of the files in a folder
 */
export function readData(read, list) {
  const file = (name) => ({ name, text: read(name) });
  const faults = [];
  const take = ({ value, faults: found }) => {
    faults.push(...found);
    return value;
  };
  const vocabulary = readVocabulary(read('src/model/taxonomy.ts'));
  const domains = new Set([...vocabulary.domain].filter((id) => id !== 'unknown'));
  const page = JSON.parse(read('data/page-2019/codes.json'));
  const sources = readYaml(read('data/sources.yaml')).value;
  const codes = readCodes(
    list('data/codes').map((name) => file(`data/codes/${name}`)),
    {
      schema: JSON.parse(read('docs/catalogue-entry.schema.json')),
      page,
      sources: new Set(Object.keys(sources)),
      domains,
    },
  );
  faults.push(...codes.faults);
  // What refers to codes can only be checked where all of them could be read.
  const known =
    codes.faults.length > 0 ? undefined : new Set(codes.entries.map(({ errcode }) => errcode));
  const titles = readYaml(read('data/link-titles.yaml')).value;
  const systems = take(readSystems(file('data/systems.yaml')));
  const platforms = Object.fromEntries(
    list('data/platforms').map((name) => [
      name.replace('.yaml', ''),
      take(readPlatform(file(`data/platforms/${name}`))),
    ]),
  );
  const facts = take(readFacts(file('data/facts.yaml'), known));
  const retired = take(
    readTable(file('data/retired.tsv'), ['errcode', 'zh', 'en'], ([errcode], tell) => {
      if (known?.has(Number(errcode))) tell(`${errcode} is not retired: it is in data/codes`);
    }),
  );
  const endpoints = take(
    readTable(file('data/endpoints.tsv'), ['path', 'domain', 'title'], ([path, domain], tell) => {
      if (!path.startsWith('/cgi-bin/')) tell(`${path} does not begin with /cgi-bin/`);
      if (!domains.has(domain))
        tell(`"${domain}" is no domain; one of: ${[...domains].join(', ')}`);
    }),
  );
  if (faults.length > 0) return { faults };
  const version = Object.values(sources)
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const entries = joinEntries(codes.entries, page, titles);
  const data = {
    entries,
    facts,
    systems,
    platforms,
    retired,
    endpoints,
    sources,
    vocabulary,
    version,
  };
  return { data: { ...data, apart: SYSTEMS_APART }, faults };
}

/** All modules as `{name: text}`. */
export function buildModules(data) {
  return emitModules(data);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../../', import.meta.url);
  const { data, faults } = readData(
    (path) => readFileSync(new URL(path, root), 'utf8'),
    (path) => readdirSync(new URL(path, root)).sort(),
  );
  for (const { file, line, message } of faults)
    process.stderr.write(`${file}:${line}: ${message}\n`);
  if (data === undefined) process.exit(1);
  for (const [name, text] of Object.entries(buildModules(data))) {
    writeFileSync(new URL(name, import.meta.url), text);
  }
}
