/** Calls from addresses that the company does not trust (60020). */
import type { Bilingual } from '../../model/lang.ts';
import { stepsFor } from './provider.ts';
import type { DiagnosisRule } from './rule.ts';
import type { DiagnosisView } from './view.ts';
import { apiSentences, count, many, metSentence } from './words.ts';

const DENIED = 60020;
/** The list of the company's apps; each has its trusted addresses on its page. */
const APPS_PAGE = 'https://work.weixin.qq.com/wework_admin/frame#apps';

export const deniedAddress: DiagnosisRule = {
  id: 'exit-address-not-trusted',
  owner: 'administrator',
  when: '60020 was met once: it comes back with every call until the address is allowed.',
  conclude: (view) => {
    const code = view.codes.get(DENIED);
    if (code === undefined) return [];
    return [
      {
        severity: 'critical',
        errcodes: [DENIED],
        title: {
          zh: `服务器的出口 IP 不受信任（60020，${count(code.events)} 次）`,
          en: `The exit address of the server is not trusted (60020, ${many(code.events, 'time')})`,
        },
        evidence: [metSentence(code, view), ...addressSentences(view), ...apiSentences(code)],
        remedy: [
          whereToRead(view),
          ...stepsFor(
            view,
            [
              {
                zh: '请企业管理员打开管理后台的“应用管理”，在该应用详情页的“企业可信IP”中加入这些地址；必须是本企业服务器的 IP。',
                en: "Ask the administrator to open the app in the admin console and add the addresses to its trusted IPs; they must be those of the company's own servers.",
              },
            ],
            [
              {
                zh: '在“服务商管理后台”的“服务商信息 - 基本信息 - IP白名单”中加入这些地址。',
                en: 'add the addresses to the IP allow list in the service provider console (service provider information, basic information).',
              },
            ],
          ),
          {
            zh: '保存后 1 分钟生效；出口经常变动时，请改用固定的出口（NAT 网关或代理）。',
            en: 'It takes effect after 1 minute; where exits change often, use a fixed one (a NAT gateway or a proxy).',
          },
        ],
        ...(view.denied.list === undefined || view.denied.count === 0
          ? {}
          : { paste: view.denied.list.join(';') }),
        link: APPS_PAGE,
      },
    ];
  },
};

function addressSentences({ denied: { count: addresses, hasMore } }: DiagnosisView): Bilingual[] {
  if (addresses === 0) return [];
  return [
    {
      zh: `被拒的出口 IP ${hasMore ? '超过' : '共'} ${count(addresses)} 个。`,
      en: `${hasMore ? 'More than ' : ''}${many(addresses, 'exit address', 'exit addresses')} ${addresses === 1 && !hasMore ? 'was' : 'were'} refused.`,
    },
  ];
}

/** The list itself, where it may be shown; else where it stands. */
function whereToRead({ denied: { count: addresses, list } }: DiagnosisView): Bilingual {
  if (addresses > 0 && list !== undefined) {
    return {
      zh: '复制下面列出的地址：它们是企业微信看到的出口 IP，可能与服务器自己的 IP 不同。',
      en: 'Copy the addresses below: they are the exits that WeCom saw, which may not be those of the servers themselves.',
    };
  }
  if (addresses > 0) {
    return {
      zh: '在终端运行 wecomlog report 可看到可供粘贴的 IP 列表（文件里不写出地址）；日志里它们在 from ip 之后。',
      en: 'Run wecomlog report on the logs at a terminal to see the addresses as a list to paste (files do not hold them); in the log they stand after "from ip".',
    };
  }
  return {
    zh: '从日志的 errmsg 里找到 from ip 后面的地址：那是企业微信看到的出口 IP，可能与服务器自己的 IP 不同。',
    en: 'Find the address after "from ip" in the errmsg of the log: that is the one WeCom saw, which may not be the one of the server itself.',
  };
}
