/** Calls from addresses that the company does not trust (60020). */
import { stepsFor } from './provider.ts';
import type { DiagnosisRule } from './rule.ts';
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
        evidence: [metSentence(code, view), ...apiSentences(code)],
        remedy: [
          {
            zh: '从日志的 errmsg 里找到 from ip 后面的地址：那是企业微信看到的出口 IP，可能与服务器自己的 IP 不同。',
            en: 'Find the address after "from ip" in the errmsg of the log: that is the one WeCom saw, which may not be the one of the server itself.',
          },
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
        link: APPS_PAGE,
      },
    ];
  },
};
