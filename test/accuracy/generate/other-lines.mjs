/** Lines of PHP, Ruby, .NET, Rust and Go programs, of bots and of shell scripts, after their formats. */

const MONOLOG = '[2026-09-14T08:30:15.482913+08:00] local.ERROR:';
const SERILOG = '2026-09-14 08:30:15.482 +08:00 [ERR]';

export const PHP_WAYS = {
  'php print_r': {
    shape: 'struct',
    write: ({ code, errmsg }) => `Array\n(\n    [errcode] => ${code}\n    [errmsg] => ${errmsg}\n)`,
  },
  'php print_r other keys first': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `Array\n(\n    [status] => 200\n    [body] => Array\n        (\n            [errmsg] => ${errmsg}\n            [errcode] => ${code}\n        )\n\n)`,
  },
  'php var_export': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `array (\n  'errcode' => ${code},\n  'errmsg' => '${errmsg.replaceAll("'", "\\'")}',\n)`,
  },
  'php stdClass': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `stdClass Object\n(\n    [errcode] => ${code}\n    [errmsg] => ${errmsg}\n)`,
  },
  'php monolog context': {
    shape: 'json',
    write: ({ reply }) => `${MONOLOG} wecom send failed ${phpJson({ reply, user_id: 40014 })} []`,
  },
  'php monolog JSON': {
    shape: 'escaped',
    write: ({ reply }) =>
      phpJson({
        message: `企业微信返回 ${phpJson(reply)}`,
        context: {},
        level: 400,
        level_name: 'ERROR',
        channel: 'wecom',
        datetime: '2026-09-14T08:30:15.482913+08:00',
      }),
  },
  'php EasyWeChat': {
    shape: 'json',
    failureOnly: true,
    write: ({ reply }) =>
      `${MONOLOG} Request access_token fail: ${phpJson(reply)} {"exception":"[object] (EasyWeChat\\\\Kernel\\\\Exceptions\\\\HttpException(code: 0): Request access_token fail: ${phpJson(phpJson(reply)).slice(1, -1)} at /srv/vendor/overtrue/wechat/src/Kernel/AccessToken.php:148)`,
  },
  'php error_log': {
    shape: 'json',
    write: ({ reply }) =>
      `[14-Sep-2026 08:30:15 Asia/Shanghai] PHP Notice:  wecom: ${phpJson(reply)} in /srv/app/Notify.php on line 60`,
  },
  'php fpm': {
    shape: 'json',
    write: ({ reply }) =>
      `[14-Sep-2026 08:30:15] WARNING: [pool www] child 40013 said into stderr: "NOTICE: PHP message: ${phpJson(reply)}"`,
  },
  'php serialize-like query': {
    shape: 'key-value',
    write: ({ code, errmsg }) =>
      `${MONOLOG} callback errcode=${code}&errmsg=${encodeURIComponent(errmsg)}`,
  },
  'php thinkphp': {
    shape: 'key-value',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `[ error ] [${'0'}]企业微信发送失败 errcode:${code} errmsg:${errmsg}`,
  },
};

export const RUBY_WAYS = {
  'ruby inspect': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `E, [2026-09-14T08:30:15.482913 #40414] ERROR -- : {"errcode"=>${code}, "errmsg"=>${JSON.stringify(errmsg)}}`,
  },
  'ruby 3.4 inspect': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `W, [2026-09-14T08:30:15.482913 #40414]  WARN -- wecom: {"errcode" => ${code}, "errmsg" => ${JSON.stringify(errmsg)}}`,
  },
  'ruby symbols': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `I, [2026-09-14T08:30:15.482913 #40414]  INFO -- : {:errcode=>${code}, :errmsg=>${JSON.stringify(errmsg)}}`,
  },
  'ruby 3.4 symbols': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `I, [2026-09-14T08:30:15.482913 #40414]  INFO -- : {errcode: ${code}, errmsg: ${JSON.stringify(errmsg)}}`,
  },
  'ruby parentheses': {
    shape: 'bare',
    evidence: true,
    write: ({ code, errmsg }) =>
      `E, [2026-09-14T08:30:15.482913 #42] ERROR -- : Wechat::ResponseError (${errmsg.replace(/, more info.*/u, '')}(${code}))`,
  },
  'ruby struct': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `D, [2026-09-14T08:30:15.482913 #42] DEBUG -- : #<struct Reply errcode=${code}, errmsg=${JSON.stringify(errmsg)}>`,
  },
};

export const DOTNET_WAYS = {
  'dotnet Senparc': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `Senparc.Weixin.Exceptions.ErrorJsonResultException: 微信请求发生错误！错误代码：${code}，说明：${errmsg}`,
  },
  'dotnet Senparc POST': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `${SERILOG} 企业微信 POST 请求发生错误！错误代码：${code}，说明：${errmsg}`,
  },
  'dotnet Senparc JSON log': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `{"EventId":0,"LogLevel":"Error","Category":"Notify.Sender","Message":"send failed","Exception":"${unicodeEscape(`Senparc.Weixin.Exceptions.ErrorJsonResultException: 微信请求发生错误！错误代码：${code}，说明：${errmsg}`)}"}`,
  },
  'dotnet serilog body': {
    shape: 'json',
    write: ({ reply }) => `${SERILOG} Response content: ${JSON.stringify(reply)}.`,
  },
  'dotnet serilog quoted': {
    shape: 'escaped',
    write: ({ reply }) =>
      `${SERILOG} WeCom replied ${JSON.stringify(JSON.stringify(reply))} in 40.01 ms`,
  },
  'dotnet serilog destructured': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `${SERILOG} Reply {"ErrCode": ${code}, "ErrMsg": ${JSON.stringify(errmsg)}, "$type": "Reply"}`,
  },
  'dotnet compact JSON': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      JSON.stringify({
        '@t': '2026-09-14T00:30:15.4829130Z',
        '@mt': 'Reply {@Reply}',
        '@l': 'Warning',
        Reply: { ErrCode: code, ErrMsg: errmsg, $type: 'Reply' },
      }),
  },
  'dotnet record': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `info: Notify.Sender[0]\n      Reply { errcode = ${code}, errmsg = ${errmsg} }`,
  },
  'dotnet nlog': {
    shape: 'key-value',
    write: ({ code, errmsg }) =>
      `2026-09-14 08:30:15.4829|ERROR|Notify.Sender|企业微信返回 errcode=${code};errmsg=${errmsg}|url: https://localhost/api`,
  },
};

export const RUST_WAYS = {
  'rust debug struct': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `2026-09-14T00:30:15.482913Z ERROR notify::wecom: send failed reply=Reply { errcode: ${code}, errmsg: ${JSON.stringify(errmsg)} }`,
  },
  'rust tracing fields': {
    shape: 'key-value',
    write: ({ code, errmsg }) =>
      `2026-09-14T00:30:15.482913Z  WARN send{agentid=1000002}: notify::wecom: reply errcode=${code} errmsg=${JSON.stringify(errmsg)}`,
  },
  'rust tracing JSON': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      JSON.stringify({
        timestamp: '2026-09-14T00:30:15.482913Z',
        level: 'ERROR',
        fields: { message: 'send failed', errcode: code, errmsg },
        target: 'notify::wecom',
      }),
  },
  'rust serde value': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `[2026-09-14T00:30:15Z DEBUG notify] Object {"errcode": Number(${code}), "errmsg": String(${JSON.stringify(errmsg)})}`,
  },
  'rust option': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `[2026-09-14T00:30:15Z DEBUG notify] Reply { errcode: Some(${code}), errmsg: Some(${JSON.stringify(errmsg)}) }`,
  },
  'wecom-cli': {
    shape: 'bare',
    evidence: true,
    write: ({ code, errmsg }) => `Error: [${code}] ${errmsg.replace(/, more info.*/u, '')}`,
  },
};

export const GO_WAYS = {
  'zap production': {
    shape: 'json',
    write: ({ reply }) =>
      JSON.stringify({
        level: 'error',
        ts: 1789345815.482913,
        caller: 'wecom/client.go:148',
        msg: 'send failed',
        resp: reply,
        stacktrace: 'main.main\n\t/srv/main.go:60',
      }),
  },
  'zap body': {
    shape: 'escaped',
    write: ({ reply }) =>
      JSON.stringify({
        level: 'warn',
        ts: 1789345815.48,
        msg: 'reply',
        body: JSON.stringify(reply),
      }),
  },
  'zap console': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      `2026-09-14T08:30:15.482+0800\tERROR\twecom/client.go:148\tsend failed\t${JSON.stringify({ errcode: code, errmsg })}`,
  },
  'logrus text': {
    shape: 'key-value',
    write: ({ code, errmsg }) =>
      `time="2026-09-14T08:30:15+08:00" level=error msg="send failed" errcode=${code} errmsg=${JSON.stringify(errmsg)}`,
  },
  'logrus text body': {
    shape: 'escaped',
    write: ({ reply }) =>
      `time="2026-09-14T08:30:15+08:00" level=error msg=${JSON.stringify(`reply ${JSON.stringify(reply)}`)}`,
  },
  'logrus JSON': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      JSON.stringify({
        errcode: code,
        errmsg,
        level: 'error',
        msg: 'send failed',
        time: '2026-09-14T08:30:15+08:00',
      }),
  },
  alertmanager: {
    shape: 'escaped',
    write: ({ reply }) =>
      `ts=2026-09-14T00:30:15.482Z caller=wechat.go:190 level=debug integration=wechat response=${JSON.stringify(JSON.stringify(reply))} incident="{}:{alertname=\\"InstanceDown\\"}"`,
  },
  'alertmanager error': {
    shape: 'link',
    evidence: true,
    linkOnly: true,
    write: ({ errmsg }) =>
      `ts=2026-09-14T00:30:15.482Z caller=dispatch.go:353 level=error component=dispatcher msg="Notify for alerts failed" num_alerts=1 err="ops/wechat[0]: notify retry canceled due to unrecoverable error after 1 attempts: ${errmsg.replaceAll('"', '\\"')}"`,
  },
  nightingale: {
    shape: 'key-value',
    write: ({ code, errmsg }) =>
      `2026-09-14 08:30:15.482913 ERROR sender/wecom.go:60 wecom_sender: result=fail ErrCode: ${code}, ErrMsg: ${errmsg}`,
  },
  'go-zero': {
    shape: 'escaped',
    write: ({ reply }) =>
      JSON.stringify({
        '@timestamp': '2026-09-14T08:30:15.482+08:00',
        caller: 'logic/send.go:60',
        content: `[WECOM] ${JSON.stringify(reply)}`,
        level: 'error',
        trace: '4f1c40014',
      }),
  },
};

export const BOT_WAYS = {
  'n8n title': {
    shape: 'bare',
    evidence: true,
    write: ({ code, errmsg }) => `NodeApiError: WechatWork Error: ${code}, ${errmsg}`,
  },
  'n8n text': {
    shape: 'key-value',
    failureOnly: true,
    write: ({ code, errmsg }) => `ERROR: 企业微信 API 错误: errcode:${code}，errmsg:${errmsg}`,
  },
  'bot frame': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      JSON.stringify({
        cmd: 'aibot_respond_msg',
        headers: { req_id: 'aibot-846605' },
        body: { errcode: code, errmsg },
      }),
  },
  'plugin parentheses': {
    shape: 'key-value',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `2026-09-14T00:30:15.482Z ERROR [wecom] ${errmsg} (errcode=${code})`,
  },
  'plugin code': {
    shape: 'bare',
    evidence: true,
    write: ({ code, errmsg }) =>
      `[wecom] stream reply failed: ${errmsg.replace(/, more info.*/u, '')} (code: ${code})`,
  },
  'MCP reply': {
    shape: 'escaped',
    write: ({ reply }) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id: 40014,
        result: { content: [{ type: 'text', text: JSON.stringify(reply) }], isError: false },
      }),
  },
  'shell curl': {
    shape: 'json',
    write: ({ reply }) =>
      `+ curl -s 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY'\n${JSON.stringify(reply)}`,
  },
  'shell curl headers': {
    shape: 'header',
    failureOnly: true,
    write: ({ code, errmsg, reply }) =>
      `< HTTP/1.1 200 OK\n< Server: nginx\n< Content-Length: 188\n< Error-Code: ${code}\n< Error-Msg: ${errmsg}\n< \n${JSON.stringify(reply)}`,
  },
  'errmsg first': {
    shape: 'json',
    write: ({ code, errmsg }) => `wecom.sh: ${JSON.stringify({ errmsg, errcode: code })}`,
  },
  'zabbix script': {
    shape: 'json',
    write: ({ reply }) => ` 40414:20260914:083015.482 [wecom.py] ${JSON.stringify(reply)}`,
  },
  'Error-log link': {
    shape: 'link',
    evidence: true,
    linkOnly: true,
    write: ({ errmsg }) => `推送失败：${errmsg}`,
  },
  'link with escapes': {
    shape: 'link',
    evidence: true,
    linkOnly: true,
    write: ({ errmsg }) => `{"level":"error","msg":${phpJson(errmsg)}}`,
  },
  'gateway nested twice': {
    shape: 'json',
    write: ({ reply }) =>
      JSON.stringify({ ok: false, detail: { upstream: 'qyapi', response: reply }, ms: 61 }),
  },
};

/** JSON as PHP writes it: slashes escaped. */
function phpJson(value) {
  return JSON.stringify(value).replaceAll('/', '\\/');
}

/** JSON text as System.Text.Json writes it: nothing outside ASCII. */
function unicodeEscape(text) {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\u0020-\u007e]/gu, (character) =>
      [...character]
        .map((one) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
        .join(''),
    );
}
