/** What the records of an input are, lines or elements of JSON documents, and a reader that gives them as lines. */
import { isAscii } from 'node:buffer';
import { createTextDecoding, type TextDecoding } from '../frame/decode-text.ts';
import { beginsLikeJson, mayBeDocuments } from '../frame/json-begin.ts';
import { type JsonPath, parseJsonPath, TOP } from '../frame/json-path.ts';
import { readUtf16, type Utf16, utf16Of } from '../frame/utf16.ts';
import { LOOK_BYTES } from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';
import { type Encoding, isUtf8 } from '../record/encoding.ts';
import { readHead } from './head.ts';

/** What the user says of the inputs. */
export interface RecordSettings {
  /** `auto`, if nothing is said: by the first bytes of each. */
  readonly input?: 'auto' | 'lines' | 'json' | undefined;
  /** Where the records of documents stand, if the user says so: a preset or a path. */
  readonly jsonPath?: string | undefined;
  readonly encoding: Encoding;
}

export interface RecordForm {
  /** Where the records stand; undefined for lines. */
  readonly documents: JsonPath | undefined;
  readonly utf16: Utf16 | undefined;
}

export interface OpenRecords extends RecordForm {
  /** The records, one a line. */
  readonly reader: ByteReader;
  /** Bytes of the input that were read, where its records are not its own bytes. */
  readonly bytes: (() => number) | undefined;
}

/** Looks at an input, called `name`, and opens its records. */
export type RecordOpener = (source: ByteReader, name: string) => Promise<OpenRecords>;

/** Throws a ToolError `json-path-invalid`. */
export function createRecordOpener(settings: RecordSettings): RecordOpener {
  const findForm = createFormFinder(settings);
  return async (source, name) => {
    const begun = await readHead(source, LOOK_BYTES);
    const form = await findForm(begun.head, begun.isWhole);
    const { documents, utf16 } = form;
    const counted = counting(begun.reader);
    if (documents !== undefined) {
      const { readDocuments } = await import('../frame/json-documents.ts');
      const decoding = decodingOf(utf16, settings.encoding);
      const reader = readDocuments(counted.reader, { name, path: documents, decoding });
      return { ...form, reader, bytes: counted.bytes };
    }
    if (utf16 === undefined) return { ...form, reader: begun.reader, bytes: undefined };
    return { ...form, reader: readUtf16(counted.reader, utf16), bytes: counted.bytes };
  };
}

/** What an input is that begins with `head`; `isWhole` if that is all of it. */
export type FormFinder = (head: Uint8Array, isWhole: boolean) => Promise<RecordForm>;

/** Throws a ToolError `json-path-invalid`. */
export function createFormFinder({ input, jsonPath, encoding }: RecordSettings): FormFinder {
  const path = jsonPath === undefined ? undefined : parseJsonPath(jsonPath);
  const isWorthALook = path === undefined ? mayBeDocuments : beginsLikeJson;
  const forced = input === 'json' ? (path ?? TOP) : undefined;
  return async (head, isWhole) => {
    // A text whose encoding the user names is of that encoding.
    const utf16 = encoding === 'auto' ? utf16Of(head) : undefined;
    if (input === 'lines') return { documents: undefined, utf16 };
    const text = decodingOf(utf16, encoding).decode(head, isWhole);
    if (!isWorthALook(text)) return { documents: forced, utf16 };
    const { documentsIn } = await import('../frame/json-form.ts');
    return { documents: documentsIn(text, isWhole, path) ?? forced, utf16 };
  };
}

/** The settings again, if they are sound. Throws a ToolError `json-path-invalid`. */
export function checkRecords(settings: RecordSettings): RecordSettings {
  createFormFinder(settings);
  return settings;
}

function decodingOf(utf16: Utf16 | undefined, encoding: Encoding): TextDecoding {
  const said = encoding === 'auto' ? undefined : encoding;
  return createTextDecoding(utf16 ?? said, (bytes) =>
    isAscii(bytes) || isUtf8(bytes, 0, bytes.length) ? 'utf-8' : 'gb18030',
  );
}

function counting(reader: ByteReader): { readonly reader: ByteReader; bytes(): number } {
  let bytes = 0;
  return {
    reader: {
      async read(into) {
        const count = await reader.read(into);
        bytes += count;
        return count;
      },
      close: () => reader.close(),
    },
    bytes: () => bytes,
  };
}
