/**
 * JSON documents as lines: a reader that gives each record of them on one line, as compact JSON in
 * UTF-8. What frames, scans and judges lines then does the same for documents.
 */
import { readerOf } from '../model/chunks.ts';
import { JSON_DEPTH_MAX, JSON_PIECE_BYTES } from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import type { TextDecoding } from './decode-text.ts';
import type { JsonPath } from './json-path.ts';
import { createRecordWriter } from './json-records.ts';
import { createTokenizer, type JsonFault } from './json-tokens.ts';

export interface DocumentOptions {
  /** Of the input, for messages. */
  readonly name: string;
  readonly path: JsonPath;
  readonly decoding: TextDecoding;
}

/**
 * The records of the JSON values in `reader`. It fails with a ToolError `json-malformed`,
 * `json-truncated`, `json-too-deep` or `json-path-missing`; what came before is given out first, an
 * unfinished record too.
 */
export function readDocuments(reader: ByteReader, options: DocumentOptions): ByteReader {
  return readerOf(recordLines(reader, options), reader);
}

async function* recordLines(
  reader: ByteReader,
  { name, path, decoding }: DocumentOptions,
): AsyncGenerator<Uint8Array> {
  const writer = createRecordWriter(path.root);
  const tokenizer = createTokenizer(writer.take);
  const buffer = new Uint8Array(JSON_PIECE_BYTES);
  let position = 0;
  let failure: { readonly error: unknown } | undefined;
  for (let isLast = false; !isLast; ) {
    const count = await reader.read(buffer).catch((error: unknown) => {
      failure = { error };
      return 0;
    });
    position += count;
    isLast = count === 0;
    let fault = tokenizer.feed(decoding.decode(buffer.subarray(0, count), isLast));
    if (isLast) fault ??= tokenizer.end();
    const lines = writer.drain(isLast || fault !== undefined);
    if (lines !== '') yield Buffer.from(lines);
    // A source that failed has ended too early for the document; that is no news.
    if (failure !== undefined) throw failure.error;
    if (fault !== undefined) {
      throw faultError(fault, name, position - decoding.bytesOf(fault.rest));
    }
  }
  if (writer.documents() > 0 && !writer.hasFound()) throw pathMissing(name, path.name);
}

function faultError({ kind }: JsonFault, name: string, at: number): ToolError {
  if (kind === 'truncated') {
    return new ToolError('json-truncated', {
      zh: `${name}：JSON 文档不完整，在第 ${at} 字节处中断；之前的已计入。请重新导出或下载完整的文件。`,
      en: `${name}: the JSON document ends at byte ${at} before it is complete; what came before was counted. Export or download it again.`,
    });
  }
  if (kind === 'too-deep') {
    return new ToolError('json-too-deep', {
      zh: `${name}：JSON 嵌套超过 ${JSON_DEPTH_MAX} 层（第 ${at} 字节附近），其余未读取；之前的已计入。如果不是 JSON 文档，请加 --input lines 按行读取。`,
      en: `${name}: JSON nested more than ${JSON_DEPTH_MAX} deep (near byte ${at}), the rest was not read; what came before was counted. If it is no JSON document, read it by lines: --input lines.`,
    });
  }
  return new ToolError('json-malformed', {
    zh: `${name}：第 ${at} 字节附近不是有效的 JSON，其余未读取；之前的已计入。可用 tail -c +${at + 1} 查看该处；如果不是 JSON 文档，请加 --input lines 按行读取。`,
    en: `${name}: no valid JSON near byte ${at}, the rest was not read; what came before was counted. Look there with tail -c +${at + 1}; if it is no JSON document, read it by lines: --input lines.`,
  });
}

function pathMissing(name: string, path: string): ToolError {
  return new ToolError('json-path-missing', {
    zh: `${name}：没有 --json-path ${path} 所指的位置，每个文档按一条记录统计。请核对路径，或去掉 --json-path。`,
    en: `${name}: --json-path ${path} leads nowhere in it, so each document was counted as one record. Check the path, or leave --json-path out.`,
  });
}
