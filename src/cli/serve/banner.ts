/** Gathers what the banner of the first minute says. */
import { resolve } from 'node:path';
import type { FirstLook } from '../../pipeline/serve/service.ts';
import { isLoopback, urlOf } from '../../server/listen.ts';
import type { Server } from '../../server/server.ts';
import type { WebConfig } from '../../server/web-config.ts';
import { renderBanner } from '../../sink/serve-banner.ts';
import { findNames } from '../../source/find.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { stateFolderOf } from './plan.ts';

export interface Started {
  readonly look: FirstLook;
  readonly isResumed: boolean;
  readonly server: Pick<Server, 'address' | 'hasTls'>;
  readonly config: WebConfig | undefined;
}

export async function tellBanner(
  { look, isResumed, server, config }: Started,
  input: CommandInput,
  context: Context,
): Promise<void> {
  const { address, hasTls } = server;
  const followed = [];
  for (const pattern of input.positionals) {
    // What cannot be read is told by whoever reads it.
    const names = await findNames(pattern).catch(() => []);
    followed.push({ pattern, files: names.length });
  }
  const { passedOver } = look;
  const bytes = passedOver.reduce((sum, one) => sum + one.bytes, 0);
  const banner = renderBanner(
    {
      version: context.version,
      followed,
      ...(bytes > 0 ? { unread: { files: passedOver.length, bytes } } : {}),
      start: isResumed ? 'resumed' : 'first',
      stateFolder: resolve(stateFolderOf(input, context)),
      web: {
        url: urlOf(address, hasTls),
        port: address.port,
        isLoopback: isLoopback(address.host),
        hasTls,
        hasUsers: (config?.users.size ?? 0) > 0,
      },
      login: context.system.login(),
      hostname: context.system.hostname,
    },
    input.lang,
  );
  context.tell(banner);
}
