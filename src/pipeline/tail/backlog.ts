/** The last events of every file that is there, before anything new of it is shown. */
import type { Catalog } from '../../model/catalog.ts';
import { TAIL_BACK_ALL_BYTES_MAX, TAIL_BACK_BYTES_MAX } from '../../model/limits.ts';
import {
  type AnnotateSettings,
  type BlockAnnotator,
  openBlockAnnotator,
} from '../../parallel/annotate-blocks.ts';
import { type OpenFile, realFileSystem } from '../../source/follow/file-system.ts';
import type { Follower } from '../../source/follow/follower.ts';
import type { Piece, SavedStream } from '../../source/follow/state.ts';
import { readBack } from './back.ts';
import { readableLines } from './readable.ts';

export interface Backlog {
  readonly log: string;
  readonly name: string;
  readonly events: number;
  /** Whole lines. */
  readonly bytes: Uint8Array;
}

export interface BacklogOptions {
  /** Events of each file. */
  readonly lines: number;
  readonly settings: AnnotateSettings;
  readonly catalog: Catalog;
}

/**
 * What stands in the files before the place where `follower` begins; `piece` is what it has handed out
 * already. What cannot be read is told by whoever follows it.
 */
export async function showBacklog(
  follower: Pick<Follower, 'state'>,
  piece: Piece | undefined,
  { lines, settings, catalog }: BacklogOptions,
): Promise<{ readonly backlogs: readonly Backlog[]; readonly lookedBytes: number }> {
  const only = settings.only === 'errors' ? 'errors' : 'events';
  const backlogs: Backlog[] = [];
  let annotator: BlockAnnotator | undefined;
  let lookedBytes = 0;
  for (const stream of inOrder(follower.state().streams)) {
    const bytesMax = Math.min(TAIL_BACK_BYTES_MAX, TAIL_BACK_ALL_BYTES_MAX - lookedBytes);
    const end = stream.id === piece?.stream ? piece.from : stream.offset;
    if (end === 0 || bytesMax <= 0) continue;
    const file = await openBody(stream);
    if (file === undefined) continue;
    annotator ??= openBlockAnnotator({ ...settings, only }, catalog);
    const back = await readBack(file, end, { annotator, lines, bytesMax }).finally(() =>
      file.close(),
    );
    lookedBytes += back.bytesRead;
    if (back.lines.length === 0) continue;
    const { log, name } = stream;
    const whole = Buffer.concat(back.lines);
    const bytes = settings.isTerminal ? readableLines(whole, settings.encoding) : whole;
    backlogs.push({ log, name, events: back.lines.length, bytes });
  }
  return { backlogs, lookedBytes };
}

/** Live logs, in order of their names: a rotated file belongs to one of them. */
function inOrder(streams: readonly SavedStream[]): SavedStream[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return streams
    .filter(({ isRotated, body }) => !isRotated && body?.kind === 'file')
    .sort((one, other) => collator.compare(one.name, other.name));
}

/** The file the stream stands in, if its name still leads to it. */
async function openBody({ body }: SavedStream): Promise<OpenFile | undefined> {
  if (body === null) return undefined;
  const file = await realFileSystem.open(body.path).catch(() => undefined);
  const stat = await file?.stat().catch(() => undefined);
  if (stat?.device === body.device && stat.inode === body.inode) return file;
  await file?.close();
  return undefined;
}
