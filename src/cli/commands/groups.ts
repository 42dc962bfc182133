/** Words that stand before the name of a command: each has commands of its own below it. */
import type { Bilingual } from '../../model/lang.ts';

export const GROUPS: Readonly<Record<string, Bilingual>> = {
  catalog: {
    zh: '导出、比较、检查错误码目录',
    en: 'export, compare and check catalogues of codes',
  },
};
