/** The work of `wecomlog serve`; ./serve.ts is its face on the command line. */
import { findFacts } from '../../catalog/facts.ts';
import type { LiveCounts } from '../../model/live.ts';
import { ToolError } from '../../model/tool-error.ts';
import { type FirstLook, openService, type Service } from '../../pipeline/serve/service.ts';
import { exposureWarning, type ListenAddress } from '../../server/listen.ts';
import { createServer, type Server } from '../../server/server.ts';
import { openWebConfig, type WebConfigFile } from '../../server/web-config-file.ts';
import { createExposition } from '../../sink/prometheus/exposition.ts';
import { writeTextfile } from '../../sink/prometheus/textfile.ts';
import type { CommandInput, RereadableInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-code.ts';
import { textOf } from '../options.ts';
import { tellBanner } from '../serve/banner.ts';
import { type Catalogs, openCatalogs } from '../serve/catalogs.ts';
import { listenOf, planOf } from '../serve/plan.ts';
import { reloaderOf } from '../serve/reload.ts';
import { sampleOptions } from '../serve/samples.ts';

/** Requests under way at the end have so long to finish. */
const GRACE_MS = 5000;

export async function serve(input: RereadableInput, context: Context): Promise<number> {
  checkFlags(input);
  const listen = listenOf(input);
  const webConfig = webConfigOf(input, context);
  const catalogs = await openCatalogs(input);
  const service = await openService(planOf(input, catalogs.of(input.lang), context));
  try {
    if (input.flags.once === true) return await serveOnce(service, input, context);
    return await serveLive(service, { listen, webConfig, catalogs }, input, context);
  } finally {
    await service.close();
  }
}

function checkFlags({ flags, positionals }: CommandInput): void {
  if (positionals.length === 0) {
    throw new ToolError('input-missing', {
      zh: '没有要跟踪的日志。请给出日志文件、目录或通配符，例如 wecomlog serve /var/log/app/app.log。',
      en: 'nothing to follow. Name a log file, a directory or a pattern, such as wecomlog serve /var/log/app/app.log.',
    });
  }
  if (positionals.includes('-')) {
    throw new ToolError('input-not-followed', {
      zh: '标准输入不能跟踪：重启后读不到已过去的内容。请跟踪文件；要标注管道中的日志，用 wecomlog annotate。',
      en: 'standard input cannot be followed: after a restart nobody can read it again. Follow a file; for a pipe there is wecomlog annotate.',
    });
  }
  if (flags.out !== undefined && flags.once !== true) {
    throw new ToolError('out-needs-once', {
      zh: '--out 只与 --once 同用：持续运行时指标由 HTTP 提供。请加上 --once，或去掉 --out。',
      en: '--out goes with --once only: while it runs, metrics are served over HTTP. Add --once or leave --out out.',
    });
  }
}

function webConfigOf(input: CommandInput, context: Context): WebConfigFile | undefined {
  const path = textOf(input.flags, 'web.config.file');
  if (path === undefined) return undefined;
  return openWebConfig(path, (problem) => tellProblem(context, input.lang, problem));
}

interface Web {
  readonly listen: ListenAddress;
  readonly webConfig: WebConfigFile | undefined;
  readonly catalogs: Catalogs;
}

async function serveLive(
  service: Service,
  web: Web,
  input: RereadableInput,
  context: Context,
): Promise<number> {
  const { lang } = input;
  const reload = reloaderOf(service, web.catalogs, input, context);
  const exposition = await createExposition(() => ({
    ...sampleOptions(service, input, context),
    hasProcess: true,
  }));
  const server = await createServer({
    ...{ listen: web.listen, exposition, lang, version: context.version },
    port: {
      ...service,
      reload,
      catalog: (of) => web.catalogs.of(of),
      report: (of) => service.report(web.catalogs.of(of)),
      facts: async () => findFacts(),
    },
    ...(web.webConfig === undefined ? {} : { webConfig: web.webConfig }),
    zone: textOf(input.flags, 'tz') ?? 'Asia/Shanghai',
    now: () => context.now(),
    elapsedMs: () => context.elapsedMs(),
    onError: (error) => tellError(error, input, context),
  });
  context.system.onHangup(() => {
    reload().catch((error: unknown) => tellError(error, input, context));
  });
  try {
    const onFirstLook = (look: FirstLook): void => tellStart(look, service, server, web);
    const isWhole = await service.run(onFirstLook);
    return isWhole ? EXIT_DONE : EXIT_FAILED;
  } finally {
    await server.close(GRACE_MS);
  }

  function tellStart(look: FirstLook, of: Service, at: Server, { webConfig }: Web): void {
    const config = webConfig?.current();
    const warning = exposureWarning(at.address, config);
    if (warning !== undefined) context.tell(`wecomlog: ${warning[lang]}\n`);
    void tellBanner({ look, service: of, server: at, config }, input, context);
  }
}

function tellError(error: unknown, { lang }: CommandInput, context: Context): void {
  if (error instanceof ToolError) tellProblem(context, lang, error);
  else context.tell(`wecomlog: ${error instanceof Error ? error.message : String(error)}\n`);
}

/** Reads everything there is, commits, and writes the file that was asked for. */
async function serveOnce(service: Service, input: CommandInput, context: Context): Promise<number> {
  const isWhole = await service.runOnce();
  const counts = await service.committed();
  const out = textOf(input.flags, 'out');
  if (out !== undefined && counts !== undefined) {
    await writeMetrics(service, counts, out, input, context);
  }
  return isWhole && service.unready() === undefined ? EXIT_DONE : EXIT_FAILED;
}

async function writeMetrics(
  service: Service,
  counts: LiveCounts,
  out: string,
  input: CommandInput,
  context: Context,
): Promise<void> {
  const isFirst = counts.shown.length === 0;
  const options = sampleOptions(service, input, context);
  const keys = await writeTextfile(out, counts, service.status(), {
    ...options,
    // Of the first file nothing came before: what it holds is no increase for anybody.
    holdsNew: !isFirst,
  });
  service.markShown(keys);
  await service.committed();
}
