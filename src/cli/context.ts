/** What a command may touch of the world; main.ts fills it from `process`. */
import type { Readable } from 'node:stream';
import type { Lang } from '../model/lang.ts';
import type { ToolError } from '../model/tool-error.ts';

export interface Context {
  readonly stdin: Readable;
  /** Whether standard input is a terminal, so that nothing will come from it by itself. */
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  /** Columns of the terminal; 0 if there is none. */
  readonly columns: number;
  /** Whether somebody sees progress; and the columns there, 0 if unknown. */
  readonly stderrIsTerminal: boolean;
  readonly stderrColumns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the package. */
  readonly version: string;
  readonly nowMs: number;
  /** Ms since the epoch, at the time of asking: for commands that run for long. */
  now(): number;
  readonly signal: AbortSignal;
  elapsedMs(): number;
  readonly system: System;
  /** Data. Resolves to false when nobody reads any more. */
  write(bytes: Uint8Array | string): Promise<boolean>;
  /** Talk. */
  tell(text: string): void;
}

/** What a command that runs for long asks of the machine. */
export interface System {
  readonly pid: number;
  /** Of Node.js, without its `v`. */
  readonly nodeVersion: string;
  readonly hostname: string;
  /** `user@host` under which this machine is reached, as far as known. */
  login(): string;
  /** Whether there is a process with this id. */
  isRunning(pid: number): boolean;
  /** Size of the terminal now; 0 if there is none. */
  terminalSize(): { readonly columns: number; readonly rows: number };
  /** Calls back whenever the terminal has another size; returns how to stop that. */
  onResize(listener: () => void): () => void;
  /** From now on SIGHUP calls this instead of ending the process. */
  onHangup(listener: () => void): void;
}

/** Tells a problem once, in the reader's language. */
export function tellProblem(context: Context, lang: Lang, problem: ToolError): void {
  context.tell(`wecomlog: ${problem.say(lang)}\n`);
}
