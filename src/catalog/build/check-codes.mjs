/** Checks `data/codes/*.yaml`: each file by the schema, then what no schema can say. */
import Ajv from 'ajv';
import { readYaml } from './yaml-file.mjs';

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/u;

/** Makes `{file, line, message}` of everything that is wrong, and of the right entries one list. */
export function readCodes(files, { schema, page, sources, domains }) {
  const faults = [];
  const entries = [];
  const placeOf = new Map();
  const validate = new Ajv({ allErrors: true, verbose: true }).compile(schema);
  const pageOf = new Map(page.map((entry) => [entry.errcode, entry]));
  for (const { name, text } of files) {
    const domain = name.replace(/^.*\/|\.yaml$/g, '');
    const tell = (line, message) => faults.push({ file: name, line, message });
    if (!domains.has(domain))
      tell(1, `"${domain}" is no domain; name the file after one of: ${list(domains)}`);
    const { value, faults: syntax, lineOf } = readYaml(text);
    for (const { line, message } of syntax) tell(line, message);
    if (syntax.length > 0) continue;
    if (!Array.isArray(value)) {
      tell(1, 'is no list of entries; begin each with "- errcode: …"');
      continue;
    }
    let last = Number.NEGATIVE_INFINITY;
    value.forEach((entry, index) => {
      const at = (...path) => lineOf([index, ...path]);
      if (!validate(entry)) {
        for (const error of validate.errors) tell(at(...pathOf(error)), sentence(error, entry));
        return;
      }
      const { errcode } = entry;
      if (placeOf.has(errcode)) {
        tell(at('errcode'), `${errcode} stands in ${placeOf.get(errcode)} too; keep one of them`);
      } else if (errcode < last) {
        tell(at('errcode'), `${errcode} stands behind ${last}; keep codes ascending`);
      }
      last = Math.max(last, errcode);
      placeOf.set(errcode, `${name}:${at('errcode')}`);
      checkEntry(entry, pageOf.get(errcode), sources, (path, message) =>
        tell(at(...path), message),
      );
      entries.push({ ...entry, domain });
    });
  }
  for (const { errcode } of page) {
    if (placeOf.has(errcode) || faults.length > 0) continue;
    faults.push({
      file: 'data/codes',
      line: 1,
      message: `${errcode} of the page of 2019 has no entry`,
    });
  }
  return { entries: entries.sort((one, other) => one.errcode - other.errcode), faults };
}

function checkEntry(entry, page, sources, tell) {
  for (const member of ['meaning', 'remedy']) {
    for (const [lang, text] of Object.entries(entry[member])) {
      if (/\s{2}|[\t\n]/.test(text) || text !== text.trim()) {
        tell(
          [member, lang],
          `${member}.${lang} has line breaks or spare blanks; write it on one line`,
        );
      }
    }
  }
  checkChinese(entry, page, tell);
  checkEnglish(entry, tell);
  checkRetry(entry, tell);
  entry.sources.forEach((source, index) => {
    if (sources.has(source.split('/')[0])) return;
    tell(['sources', index], `"${source}" is not in data/sources.yaml; it has: ${list(sources)}`);
  });
  if (entry.sources.includes('page-2019') !== (page !== undefined)) {
    tell(['sources'], `page-2019 is a source of just the codes in data/page-2019/codes.json`);
  }
}

/** What the page says may be left out; what it does not say must be there. */
function checkChinese({ meaning, remedy, troubleshooting, translated }, page, tell) {
  if (meaning.zh === undefined && page === undefined) {
    tell(['meaning'], 'lacks meaning.zh; write the Chinese words as WeCom publishes them');
  }
  if (meaning.zh !== undefined && meaning.zh === page?.meaning) {
    tell(['meaning', 'zh'], 'repeats the page of 2019; leave meaning.zh out');
  }
  if (remedy.zh === undefined && (page?.hint ?? null) === null) {
    tell(['remedy'], 'lacks remedy.zh; write in Chinese what to do next');
  }
  if (remedy.zh !== undefined && !CHINESE.test(remedy.zh))
    tell(['remedy', 'zh'], 'remedy.zh is not Chinese');
  if (troubleshooting !== undefined && troubleshooting.zh === undefined) {
    if ((page?.troubleshooting ?? null) === null)
      tell(['troubleshooting'], 'lacks troubleshooting.zh');
  }
  if (troubleshooting === undefined && (page?.troubleshooting ?? null) !== null) {
    tell([], 'lacks troubleshooting.en; the page of 2019 has a section to translate');
  }
  if (translated === true && page !== undefined)
    tell(['translated'], 'the page of 2019 is not translated');
}

function checkEnglish({ meaning, remedy, troubleshooting, links = [] }, tell) {
  const texts = [
    [['meaning', 'en'], meaning.en],
    [['remedy', 'en'], remedy.en],
    [['troubleshooting', 'en'], troubleshooting?.en ?? ''],
    ...links.map(({ text }, index) => [['links', index], text.en]),
  ];
  for (const [path, text] of texts) {
    const found = CHINESE.exec(text.replace(/\(https?:[^)]+\)/g, ''));
    if (found !== null)
      tell(path, `"${found[0]}" is Chinese; write English, terms as in docs/glossary.md`);
  }
  if (/[.。]$/.test(meaning.en))
    tell(['meaning', 'en'], 'meaning.en is a phrase; drop the full stop');
  if (!/[.!)]$/.test(remedy.en))
    tell(['remedy', 'en'], 'remedy.en is a sentence; end it with a full stop');
}

function checkRetry({ category, errcode, retry, retryMax, retryWaitSeconds }, tell) {
  if ((category === 'success') !== (errcode === 0))
    tell(['category'], 'success is the category of 0 alone');
  if (retry === 'yes' && !(retryMax <= 3))
    tell(['retry'], 'retry yes means at most 3 times; add retryMax: 3 (or less)');
  if (retry === 'no' && (retryMax ?? retryWaitSeconds) !== undefined) {
    tell(['retry'], 'retry no goes with neither retryMax nor retryWaitSeconds');
  }
}

function pathOf({ instancePath, keyword, params }) {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return keyword === 'additionalProperties' ? [...path, params.additionalProperty] : path;
}

/** What ajv found, said so that it can be mended. */
function sentence({ instancePath, keyword, params, message, parentSchema }, entry) {
  const name = instancePath.slice(1).replaceAll('/', '.') || `entry ${entry?.errcode ?? ''}`.trim();
  if (keyword === 'enum') return `${name} must be one of: ${list(params.allowedValues)}`;
  if (keyword === 'required') return `${name} lacks ${params.missingProperty}`;
  if (keyword === 'additionalProperties') {
    const allowed =
      parentSchema === undefined ? '' : ` of ${list(Object.keys(parentSchema.properties))}`;
    return `${name} has no member "${params.additionalProperty}"${allowed}`;
  }
  return `${name} ${message}`;
}

function list(ids) {
  return [...ids].join(', ');
}
