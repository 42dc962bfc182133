/** The first minute: everything an operator has to know, in both languages, ready to be pasted. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type BannerFacts, renderBanner } from '../../src/sink/serve-banner.ts';

const FACTS: BannerFacts = {
  version: '1.2.3',
  followed: [
    { pattern: '/srv/app/app.log', files: 1 },
    { pattern: '/srv/my logs/*.log', files: 3 },
    { pattern: '/srv/later.log', files: 0 },
  ],
  unread: { files: 4, bytes: 3_000_000 },
  start: 'first',
  stateFolder: '/root/.local/state/wecomlog',
  web: {
    url: 'http://127.0.0.1:19143',
    port: 19_143,
    isLoopback: true,
    hasTls: false,
    hasUsers: false,
  },
  login: 'root@shop-1',
  hostname: 'shop-1',
};

describe('the banner', () => {
  test('says it all in English', () => {
    expect(renderBanner(FACTS, 'en')).toBe(`wecomlog 1.2.3 follows 4 files:
  /srv/app/app.log (1 file)
  /srv/my logs/*.log (3 files)
  /srv/later.log (no file yet; read from its beginning when it appears)
Counts what is written from now on; the 2.9 MiB that were already in 4 files are not read.
  To see a report on them: wecomlog report /srv/app/app.log '/srv/my logs/*.log' /srv/later.log
  To count them as well: wecomlog serve --from beginning --state NEW_FOLDER /srv/app/app.log '/srv/my logs/*.log' /srv/later.log
Live page: http://127.0.0.1:19143/
Metrics: http://127.0.0.1:19143/metrics
  From your own computer: ssh -L 19143:127.0.0.1:19143 root@shop-1  then open http://127.0.0.1:19143/
The state lies in /root/.local/state/wecomlog and a restart goes on from it; without it counting begins anew.
For Prometheus, paste under scrape_configs:

  - job_name: wecomlog
    static_configs:
      - targets: ['127.0.0.1:19143']

`);
  });

  test('says it all in Chinese', () => {
    expect(renderBanner(FACTS, 'zh')).toBe(`wecomlog 1.2.3 正在跟踪 4 个文件：
  /srv/app/app.log（1 个文件）
  /srv/my logs/*.log（3 个文件）
  /srv/later.log（尚无文件，出现后从头读）
从现在写入的内容开始计数；4 个文件中已有的 2.9 MiB 没有读。
  看这些旧内容的报告：wecomlog report /srv/app/app.log '/srv/my logs/*.log' /srv/later.log
  连同旧内容一起计数：wecomlog serve --from beginning --state 新目录 /srv/app/app.log '/srv/my logs/*.log' /srv/later.log
实时页面：http://127.0.0.1:19143/
指标：http://127.0.0.1:19143/metrics
  在自己的电脑上看：ssh -L 19143:127.0.0.1:19143 root@shop-1  然后打开 http://127.0.0.1:19143/
状态保存在 /root/.local/state/wecomlog，重启后由此继续；删除它等于从头计数。
让 Prometheus 抓取，在 scrape_configs 下粘贴：

  - job_name: wecomlog
    static_configs:
      - targets: ['127.0.0.1:19143']

`);
  });

  test('has a scrape snippet that is YAML, whatever the server asks for', () => {
    const web = {
      ...FACTS.web!,
      url: 'https://10.0.0.5:9',
      port: 9,
      isLoopback: false,
      hasTls: true,
      hasUsers: true,
    };
    for (const lang of ['zh', 'en'] as const) {
      const banner = renderBanner({ ...FACTS, web }, lang);
      expect(banner).not.toContain('ssh -L');
      const [job] = parse(banner.slice(banner.indexOf('  - job_name'))) as [object];
      expect(job).toMatchObject({
        job_name: 'wecomlog',
        scheme: 'https',
        basic_auth: { username: expect.any(String), password_file: expect.any(String) },
        static_configs: [{ targets: ['shop-1:9'] }],
      });
    }
  });

  test('does not speak of what was not left out', () => {
    const { unread: _, ...whole } = FACTS;
    expect(renderBanner(whole, 'en')).toContain('nothing was left out');
    const resumed = renderBanner({ ...FACTS, start: 'resumed' }, 'en');
    expect(resumed).toContain('Goes on where the last commit left off');
    expect(resumed).not.toContain('not read');
  });

  test('of a single run has no address', () => {
    const { web: _, ...once } = FACTS;
    expect(renderBanner(once, 'zh')).not.toMatch(/http|scrape/);
  });

  test('lists few paths and lets no control character through', () => {
    const followed = Array.from({ length: 30 }, (_, index) => ({
      pattern: `/srv/\u001b[31m${index}.log`,
      files: 1,
    }));
    const banner = renderBanner({ ...FACTS, followed }, 'en');
    expect(banner).toContain('and 20 more paths');
    expect(banner).not.toContain('\u001b');
  });
});
