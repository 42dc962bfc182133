/** Progress of a report, where standard error is a terminal: nobody else wants to see it. */
import { createMeter, type Meter } from '../model/meter.ts';
import type { CommandInput } from './command.ts';
import type { Context } from './context.ts';
import { inputsOf } from './options.ts';

export interface ReportProgress {
  /** The context to be used meanwhile: whatever is told takes the line away first. */
  readonly context: Context;
  /** For the plan of the report. */
  readonly plan: { readonly meter?: Meter; onInput?(name: string): void };
  end(): void;
}

/** Starts showing progress, or gives everything back as it is where nobody looks. */
export async function startProgress(
  input: CommandInput,
  context: Context,
): Promise<ReportProgress> {
  const { flags, lang } = input;
  if (!context.stderrIsTerminal || flags.quiet === true) {
    return { context, plan: {}, end: () => {} };
  }
  const { createProgress } = await import('./progress.ts');
  const meter = createMeter();
  let total: number | undefined;
  const { paths, filesFrom } = inputsOf(input, context);
  // A list may come from standard input, and a share of the inputs is found as it is read.
  if (filesFrom === undefined && flags.shard === undefined) {
    const { measureInputs } = await import('../pipeline/measure.ts');
    total = await measureInputs(paths, context.signal);
  }
  const progress = createProgress(
    {
      ...{ lang, columns: context.stderrColumns },
      elapsedMs: () => context.elapsedMs(),
      doneBytes: () => meter.total(),
      totalBytes: () => total,
      write: (text) => context.tell(text),
    },
    (draw, intervalMs) => {
      const timer = setInterval(draw, intervalMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  );
  const tell = (text: string): void => {
    progress.clear();
    context.tell(text);
  };
  return {
    context: { ...context, tell },
    plan: { meter, onInput: (name) => progress.onInput(name) },
    end: () => progress.end(),
  };
}
