/** The commands whose plan `check` can print: all but itself. */
import type { Command } from '../command.ts';
import { annotateCommand } from './annotate.ts';
import { catalogCheckCommand } from './catalog-check.ts';
import { catalogDiffCommand } from './catalog-diff.ts';
import { catalogExportCommand } from './catalog-export.ts';
import { compareCommand } from './compare.ts';
import { explainCommand } from './explain.ts';
import { mergeCommand } from './merge.ts';
import { reportCommand } from './report.ts';
import { serveCommand } from './serve.ts';
import { tailCommand } from './tail.ts';

export const EXAMINED: readonly Command[] = [
  annotateCommand,
  reportCommand,
  compareCommand,
  mergeCommand,
  tailCommand,
  serveCommand,
  explainCommand,
  catalogExportCommand,
  catalogDiffCommand,
  catalogCheckCommand,
];
