/** Gathers what the banner of the first minute says. */
import { resolve } from 'node:path';
import type { FirstLook, Service } from '../../pipeline/serve/service.ts';
import { isLoopback, urlOf } from '../../server/listen.ts';
import type { Server } from '../../server/server.ts';
import type { WebConfig } from '../../server/web-config.ts';
import { renderBanner } from '../../sink/serve-banner.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { stateFolderOf } from './plan.ts';

export interface Started {
  readonly look: FirstLook;
  readonly service: Pick<Service, 'isResumed' | 'followed'>;
  readonly server: Pick<Server, 'address' | 'hasTls'>;
  readonly config: WebConfig | undefined;
}

export async function tellBanner(
  { look, service, server, config }: Started,
  input: CommandInput,
  context: Context,
): Promise<void> {
  const { address, hasTls } = server;
  const { passedOver } = look;
  const bytes = passedOver.reduce((sum, one) => sum + one.bytes, 0);
  const banner = renderBanner(
    {
      version: context.version,
      followed: await service.followed(),
      ...(bytes > 0 ? { unread: { files: passedOver.length, bytes } } : {}),
      start: service.isResumed ? 'resumed' : 'first',
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
