/** The import of the founding page: complete, repeatable, and each of its traps pinned. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface PageEntry {
  readonly errcode: number;
  readonly meaning: string;
  readonly hint: string | null;
  readonly troubleshooting: string | null;
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

interface PageTexts {
  readonly page: string;
  readonly links: string;
}

interface Importer {
  readonly importPage: (texts: PageTexts) => PageEntry[];
  readonly formatCodes: (entries: readonly PageEntry[]) => string;
  readonly readRows: (lines: readonly string[]) => { readonly errcode: number }[];
  readonly readSections: (lines: readonly string[]) => { readonly errcodes: number[] }[];
}

const folder = new URL('../../data/page-2019/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const importer: Importer = await import(new URL('import.mjs', folder).href);

const texts: PageTexts = {
  page: read('global-errcodes.rst'),
  links: read('links.tsv'),
};
const lines = texts.page.split('\n');
const entries = importer.importPage(texts);
const entryOf = new Map(entries.map((entry) => [entry.errcode, entry]));

function entry(errcode: number): PageEntry {
  const found = entryOf.get(errcode);
  if (found === undefined) throw new Error(`no entry ${errcode}`);
  return found;
}

const helpAddress = (anchor: string) =>
  `https://developer.work.weixin.qq.com/document/path/90313#错误码：${anchor}`;

describe('the whole page', () => {
  it('gives byte for byte the codes.json that is checked in', () => {
    expect(importer.formatCodes(entries)).toBe(read('codes.json'));
  });

  it('has 328 table rows, 36 sections and 329 codes', () => {
    expect(importer.readRows(lines)).toHaveLength(328);
    expect(importer.readSections(lines)).toHaveLength(36);
    expect(importer.readSections(lines).flatMap((section) => section.errcodes)).toHaveLength(37);
    expect(entries).toHaveLength(329);
  });

  it('finds the same codes as a plain search for lines of six blanks and a number', () => {
    const counted = lines.flatMap((line) => /^ {6}(-?\d+) /.exec(line)?.slice(1).map(Number) ?? []);
    expect(counted).toHaveLength(328);
    expect(new Set([...counted, 45028])).toEqual(new Set(entryOf.keys()));
  });

  it('finds the same hints as a plain search for lines that end in a dash', () => {
    const dashed = lines.filter((line) => /^ {6}-?\d+ .* -$/.test(line)).length;
    const onlyHelp = lines.filter((line) =>
      /^ {6}-?\d+ .* `查看帮助 <[^>]+>`__$/.test(line),
    ).length;
    expect([dashed, onlyHelp]).toEqual([162, 35]);
    const withoutHint = entries.filter(({ hint }) => hint === null);
    expect(withoutHint).toHaveLength(dashed + onlyHelp + 1);
  });

  it('lists the codes in ascending order, each once', () => {
    const codes = entries.map(({ errcode }) => errcode);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(codes.slice(0, 3)).toEqual([-1, 0, 40001]);
    expect(codes.at(-1)).toBe(2000002);
  });

  it('keeps the words of every plain row as they stand in the page', () => {
    const plain = lines.flatMap((line) => {
      const match = /^ {6}(-?\d+) +(\S(?:.*\S)?) {2,}(\S.*)$/.exec(line);
      return match && !/[`\\“”‘’]/.test(line) ? [match.slice(1)] : [];
    });
    expect(plain.length).toBeGreaterThan(250);
    for (const [errcode, meaning, hint] of plain) {
      const found = entry(Number(errcode));
      expect([found.meaning, found.hint ?? '-']).toEqual([meaning, hint]);
    }
  });

  it('uses every address of links.tsv and leaves no link of 2019 in place', () => {
    const used = entries.flatMap(({ links }) => links.map(({ url }) => url));
    const [, ...rows] = texts.links.trim().split('\n');
    for (const row of rows) expect(used).toContain(row.split('\t')[1]);
    for (const url of used) expect(url).toMatch(/^https:\/\/\S+$/);
    expect(used.join(' ')).not.toContain('api/doc#');
  });
});

describe('cutting the table', () => {
  it('reads 2000002, which fills the first column and has one blank after it', () => {
    expect(entry(2000002)).toMatchObject({ meaning: 'CorpId参数无效', hint: '指定的CorpId不存在' });
  });

  it('reads 302004, which fills the second column and has one blank before its dash', () => {
    expect(entry(302004).hint).toBeNull();
    expect(entry(302004).meaning).toBe(
      '组织架构不合法（1不是一棵树，2 多个一样的partyid，3 partyid空，4 partyid name 空，5 同一个父节点下有两个子节点 部门名字一样 可能是以上情况，请一一排查）',
    );
  });

  it('keeps blanks and half-width punctuation inside a meaning', () => {
    expect(entry(90311).meaning).toBe(
      '关单失败, 可能原因：该单并没被拉起支付页面; 已经关单；已经支付；渠道失败；单处于保护状态；等等',
    );
    expect(entry(86001).meaning).toBe('参数 chatid 不合法');
  });

  it('takes rows out of order: 41019 before 41017, 2000002 before 600001', () => {
    expect(entry(41019).meaning).toBe('缺少 department 参数');
    expect(entry(41017).meaning).toBe('缺少tagid参数');
    expect(entry(600001).hint).toBe('sn可能尚未进行登记');
  });

  it('keeps the misprints of the page', () => {
    expect(entry(40085).meaning).toBe('不合法的的suite_ticket参数');
    expect(entry(40007).troubleshooting).toContain('medida_id');
    expect(entry(40025)).toMatchObject({
      meaning: '不合法的子菜单按钮名字长度',
      hint: '支持的类型，参考：按钮类型',
    });
  });
});

describe('escapes and quotes', () => {
  it('drops the backslash and blank that glue a link to its neighbours', () => {
    expect(entry(40057).hint).toBe('可自助到开发调试工具重现');
    expect(entry(41033).hint).toBe('发送文本卡片消息接口，description 是必填字段');
    expect(entry(40009).hint).toBe('图片大小的系统限制，参考上传的媒体文件限制');
  });

  it('undoes the escapes of 60009 and takes the backslash of 60125 literally', () => {
    expect(entry(60009).hint).toBe('不能含有 \\:?*"<>| 等字符');
    expect(entry(60125).hint).toBe('不能为空，且不能超过64字节，且不能含有\\:*?"<>|等字符');
  });

  it('leaves the literal \\uxxxx of 40033 alone', () => {
    expect(entry(40033).hint).toBe('不能包含\\uxxxx格式的字符');
  });

  it('straightens quotes, also those curled the wrong way round', () => {
    expect(entry(50003).hint).toBe('禁用的应用无法使用API接口。可在"管理端-企业应用"启用应用');
    expect(entry(60107).hint).toBe(
      '微信号格式由字母、数字、"-"、"_"组成，长度为 3-20 字节，首字符必须是字母或"-"或"_"',
    );
    expect(entry(301013).hint).toBe("telephone必须由1-32位的纯数字或'-'号组成。");
    expect(entry(40070).troubleshooting).toContain(
      '比如，"userlist":[ "user1"]，而不是指定为 "userlist" : "user1"。',
    );
  });

  it('keeps the one well-formed pair around Chinese words, in 45033', () => {
    expect(entry(45033).troubleshooting).toContain('请求“获取临时素材”接口。');
    const curled = entries.filter((each) => /[“”‘’]/.test(JSON.stringify(each)));
    expect(curled.map(({ errcode }) => errcode)).toEqual([45033]);
  });

  it('leaves the quote of section 41019 open, as the page does', () => {
    expect(entry(41019).troubleshooting).toMatch(/如："department: \[1, 2\]$/);
  });
});

describe('links', () => {
  it('gives no hint but a link where the cell is only 查看帮助', () => {
    expect(entry(40003)).toMatchObject({
      hint: null,
      links: [{ text: '查看帮助', url: helpAddress('40003') }],
    });
  });

  it('resolves a document, a document with an anchor and an address of 2019 to the same page', () => {
    const url = 'https://developer.work.weixin.qq.com/document/path/90253';
    expect(entry(40005).links).toEqual([{ text: '上传临时素材', url }]);
    expect(entry(40009).links).toEqual([{ text: '上传的媒体文件限制', url }]);
    expect(entry(44001).links).toEqual([{ text: '上传临时素材', url }]);
    expect(entry(44001).hint).toBe('上传格式参考：上传临时素材，确认header和body的内容正确。');
  });

  it('keeps an absolute address and the encoded anchor of two codes', () => {
    expect(entry(40057).links.map(({ url }) => url)).toEqual([
      'https://work.weixin.qq.com/api/devtools/devtool.php',
    ]);
    expect(entry(40054).links.map(({ url }) => url)).toEqual([helpAddress('40054%2040055')]);
  });

  it('collects the links of the cell first, then those of the section', () => {
    expect(entry(40032).links).toEqual([
      { text: '查看帮助', url: helpAddress('40032') },
      { text: '发消息接口', url: 'https://developer.work.weixin.qq.com/document/path/90236' },
      { text: '批量删除成员接口', url: 'https://developer.work.weixin.qq.com/document/path/90199' },
    ]);
  });

  it('refuses a link that has no address today, by its name', () => {
    const links = texts.links.replace(/^#10786\t.*\n/m, '');
    expect(() => importer.importPage({ ...texts, links })).toThrow('#10786');
  });
});

describe('sections', () => {
  it('serves 40054 and 40055 with one section', () => {
    expect(entry(40054).troubleshooting).toBe(entry(40055).troubleshooting);
    expect(entry(40054).troubleshooting).toContain('以 http:// 或者 https:// 开头。');
  });

  it('gives 45028, which has no row, the opening words of its section', () => {
    expect(entry(45028)).toMatchObject({ meaning: '素材数量超过上限', hint: null, links: [] });
    expect(entry(45028).troubleshooting).toMatch(/^素材数量超过上限。请确认：\n\n1\. 图片/);
  });

  it('gives 60020 both its hint and its section', () => {
    expect(entry(60020).hint).toBe('请确认访问ip是否在服务商白名单IP列表');
    expect(entry(60020).troubleshooting).toContain('1. 请确认访问ip');
  });

  it('reads a section that stands out of order and one that is a plain paragraph', () => {
    expect(entry(45024).troubleshooting).toContain('1. 通讯录是否有无效或者无用的帐号');
    expect(entry(72023).troubleshooting).toBe(
      '一般为发票已进入后续报销流程，报销企业公众号/企业微信/App锁定了发票。',
    );
  });

  it('joins wrapped lines with a blank beside Latin and without one between Chinese', () => {
    expect(entry(40035).troubleshooting).toContain(
      '比如说， "userlist":[ "user1","user2"]，而不是 "userlist": "user1|user2"',
    );
    expect(entry(50001).troubleshooting).toContain('可信域名**完全匹配**（包括端口号）');
    expect(entry(301002).troubleshooting).toContain('agentid: 100032 生成的调用凭证');
    expect(entry(84014).troubleshooting).toContain('1. user_ticket 有时效性');
  });

  it('numbers points alike, whether the page wrote 1） or 1), and hangs bullets under them', () => {
    expect(entry(60011).troubleshooting?.split('\n').slice(0, 5)).toEqual([
      '指定的成员/部门/标签参数无权限。请确认：',
      '',
      '1. 变更通讯录接口，需要有通讯录编辑权限。',
      '   - 普通应用的secret仅有只读权限，可使用通讯录同步助手的secret同步。',
      '2. 其它接口，需要满足配置的通讯录范围。',
    ]);
    const points = entry(45009).troubleshooting?.match(/^\d+\. \S/gm);
    expect(points).toEqual(['1. 具', '2. 频', '3. 我', '4. 部']);
    expect(entry(45009).troubleshooting?.match(/^ {3}- \S/gm)).toHaveLength(2);
  });

  it('sets a closing remark apart from the points', () => {
    expect(entry(40014).troubleshooting).toMatch(
      /2\. access_token是否已过期\n\n可以重新获取一次access_token解决$/,
    );
  });

  it('stops before the foot of the site and leaves no reStructuredText behind', () => {
    expect(entry(301036).troubleshooting).toMatch(/此时可修改userid$/);
    for (const { errcode, meaning, hint, troubleshooting } of entries) {
      const text = [meaning, hint, troubleshooting].join('\n');
      expect(text, `${errcode}`).not.toMatch(/`|__$|<#|\.\. |frame_cnt|^\| |Tencent/m);
    }
  });
});
