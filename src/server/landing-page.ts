/** The front page: what this is and where the rest is, as exporters have it. */
import type { Lang } from '../model/lang.ts';

export const LANDING_HEADERS = { 'content-type': 'text/html; charset=utf-8' } as const;

const WORDS = {
  zh: {
    language: 'zh-CN',
    what: '从日志中找出并统计企业微信 errcode',
    version: '版本',
    links: {
      '/metrics': '指标',
      '/api/v1/report': '报告（JSON）',
      '/-/ready': '是否就绪',
      '/-/healthy': '是否在运行',
    },
  },
  en: {
    language: 'en',
    what: 'Finds and counts WeCom errcodes in logs',
    version: 'Version',
    links: {
      '/metrics': 'Metrics',
      '/api/v1/report': 'Report (JSON)',
      '/-/ready': 'Readiness',
      '/-/healthy': 'Health',
    },
  },
} as const;

/** The page; links are relative, so that it works behind a proxy that adds a prefix. */
export function renderLanding(lang: Lang, version: string): string {
  const { language, what, version: versionWord, links } = WORDS[lang];
  const items = Object.entries(links).map(
    ([path, title]) => `<li><a href=".${path}">${escapeHtml(title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>wecomlog</title>
</head>
<body>
<h1>wecomlog</h1>
<p>${escapeHtml(what)}</p>
<p>${versionWord} ${escapeHtml(version)}</p>
<ul>
${items.join('\n')}
</ul>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
