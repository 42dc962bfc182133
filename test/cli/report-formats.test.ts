import { describe, expect, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { command } from '../helpers/run.ts';

const LINE = '2026-09-01 08:00:00 POST /cgi-bin/message/send {"errcode":60020,"errmsg":"x"}\n';

/** What a report in each format begins with, in English. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  text: 'WeCom errcode report\n',
  json: '{\n  "schema": "wecomlog.report/1"',
  csv: 'errcode,meaning,',
  markdown: '# WeCom errcode report\n',
  html: '<!doctype html>\n<html lang="en">\n',
  prometheus: '# HELP wecom_',
};

describe('report --format', () => {
  test.each(reportCommand.formats)('%s begins as such a file does', async (format) => {
    const { code, out } = await command(['report', '-', '--format', format, '--lang', 'en'], LINE);
    expect([code, out.slice(0, BEGINNINGS[format]?.length)]).toEqual([0, BEGINNINGS[format]]);
  });
});
