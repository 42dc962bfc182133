/** `wecomlog catalog export`: the catalogue for those who annotate elsewhere. */
import type { Command } from '../command.ts';

export const catalogExportCommand: Command = {
  name: 'catalog export',
  positional: {
    name: 'codes',
    help: {
      zh: '只导出这些错误码或范围（默认全部）',
      en: 'export these codes or ranges only (default: all)',
    },
  },
  help: {
    zh: '导出错误码目录，供表格、Vector、ClickHouse、Logstash 使用',
    en: 'export the catalogue for spreadsheets, Vector, ClickHouse, Logstash',
  },
  flags: ['format', 'json', 'out', 'category', 'domain', 'catalog'],
  formats: ['csv', 'json', 'vector', 'clickhouse', 'logstash'],
  examples: [
    ['wecomlog catalog export --out wecom-errcodes.csv', { zh: 'CSV 表格', en: 'a CSV table' }],
    [
      'wecomlog catalog export --format clickhouse --out /var/lib/clickhouse/user_files/wecom-errcodes.csv',
      {
        zh: 'ClickHouse 字典：文件写到 --out，建字典的语句写到标准输出',
        en: 'a ClickHouse dictionary: the file by --out, the statement on standard output',
      },
    ],
    [
      'wecomlog catalog export --format logstash --lang en > wecom-errcodes.yml',
      { zh: 'Logstash 字典，英文', en: 'a dictionary for Logstash, in English' },
    ],
  ],
  load: async () => (await import('./catalog-export-run.ts')).exportCatalog,
};
