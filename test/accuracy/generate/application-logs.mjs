/** Logs of applications with no WeCom in them: one function per log, one entry a call. */
import { clock } from './infrastructure-logs.mjs';

const HOUSE_MESSAGES = [
  '参数错误',
  '用户不存在',
  '登录已过期',
  '库存不足',
  '系统异常，请稍后重试',
  '签名校验失败',
];

export const APPLICATION_LOGS = {
  'spring-house-codes': (random, at) =>
    `2026-09-14 ${clock(at)}.482  ${random.pick(['ERROR', ' WARN', ' INFO'])} ${random.integer(40001, 60120)} --- [nio-8080-exec-${random.integer(1, 200)}] c.e.shop.web.GlobalExceptionHandler      : ${random.pick(
      [
        () =>
          `业务异常，错误码：${random.integer(40001, 60120)}，错误信息：${random.pick(HOUSE_MESSAGES)}`,
        () =>
          `返回 {"success":false,"errorCode":${random.integer(40001, 60120)},"errorMessage":"${random.pick(HOUSE_MESSAGES)}"}`,
        () => `redirect /login?error_code=${random.integer(40001, 60120)}`,
        () => `错误代码: ${random.pick([500, 404, 403, 401, 502])}`,
        () =>
          `BizException(errorCode=${random.integer(40001, 60120)}, message=${random.pick(HOUSE_MESSAGES)})`,
        () =>
          `调用支付网关失败，错误代码：${random.integer(1001, 9999)}，原因：${random.pick(HOUSE_MESSAGES)}`,
        () =>
          `HTTP 错误码：${random.pick([400, 404, 502])}，地址：/api/orders/${random.integer(40001, 60120)}`,
        () =>
          `Error code: ${random.integer(10001, 60120)}, message: ${random.pick(['order not found', 'stock not enough'])}`,
        () =>
          `nested exception is java.sql.SQLException: SQL state [40001]; error code [1213]; Deadlock found when trying to get lock`,
        () =>
          `feign reply: {"code":${random.integer(40001, 60120)},"msg":"${random.pick(HOUSE_MESSAGES)}","data":null}`,
        () => `[${random.integer(40001, 60120)}] ${random.pick(HOUSE_MESSAGES)}`,
        () => `${random.pick(HOUSE_MESSAGES)}(${random.integer(40001, 60120)})`,
        () => `Order(orderId=${random.integer(40001, 60120)}, status=0, errCodeDesc=, retries=3)`,
        () => `Completed ${random.pick([200, 404, 500])} in ${random.integer(1, 60120)} ms`,
      ],
    )()}`,
  'spring-stack-traces': (random, at) =>
    `2026-09-14 ${clock(at)}.482 ERROR ${random.integer(40001, 60120)} --- [scheduling-1] o.s.s.s.TaskUtils$LoggingErrorHandler : Unexpected error occurred in scheduled task\njava.lang.IllegalStateException: ${random.pick(['error code: 40001', '错误码：50013', 'return code 255', 'unexpected status 503'])}\n\tat com.example.shop.OrderJob.run(OrderJob.java:${random.integer(10, 60120)})\n\tat java.base/java.lang.Thread.run(Thread.java:840)`,
  'gitlab-rails': (random, at) =>
    random.pick([
      () =>
        JSON.stringify({
          method: 'GET',
          path: '/api/v4/projects/40014',
          format: 'json',
          controller: 'ProjectsController',
          action: 'show',
          status: random.pick([200, 304, 404, 422, 500]),
          time: `2026-09-14T${clock(at)}.482Z`,
          duration_s: 0.04,
          db_count: random.integer(1, 60),
          correlation_id: random.hex(26),
        }),
      () =>
        `E, [2026-09-14T${clock(at)}.482913 #${random.integer(40001, 60120)}] ERROR -- : Gitlab::HTTP::BlockedUrlError: URL is blocked: Host cannot be resolved (${random.integer(40001, 60120)})`,
      () =>
        JSON.stringify({
          severity: 'WARN',
          time: `2026-09-14T${clock(at)}.482Z`,
          class: 'WebHookWorker',
          retry: random.integer(1, 25),
          message: `failed with error_code ${random.integer(400, 599)}`,
          pid: random.integer(40001, 60120),
        }),
      () =>
        `Completed ${random.pick([200, 401, 500])} OK in ${random.integer(1, 6012)}ms (Views: 4.1ms | ActiveRecord: 40.0ms | Allocations: ${random.integer(40001, 93000)})`,
    ])(),
  'django-tracebacks': (random, at) =>
    random.pick([
      () =>
        `[14/Sep/2026 ${clock(at)}] "POST /api/orders/${random.integer(40001, 60120)}/ HTTP/1.1" ${random.pick([200, 400, 500])} ${random.integer(40, 60120)}`,
      () =>
        `Traceback (most recent call last):\n  File "/srv/app/views.py", line ${random.integer(1, 400)}, in post\n    raise ApiError(${random.integer(40001, 60120)}, 'stock not enough')\napp.errors.ApiError: (${random.integer(40001, 60120)}, 'stock not enough')`,
      () => `ERROR app.views error_code=${random.integer(40001, 60120)} message=stock not enough`,
      () =>
        `django.db.utils.OperationalError: (${random.pick([1045, 2006, 2013])}, "Lost connection to MySQL server during query")`,
      () =>
        `WARNING requests {'error_code': ${random.integer(40001, 60120)}, 'detail': 'quota exceeded'}`,
    ])(),
  'go-service': (random, at) =>
    random.pick([
      () =>
        `time="2026-09-14T${clock(at)}+08:00" level=error msg="rpc failed" error_code=${random.integer(40001, 60120)} service=stock span_id=pay-${random.integer(1, 999)}`,
      () =>
        JSON.stringify({
          level: 'error',
          ts: 1789345815.482,
          caller: 'order/service.go:148',
          msg: 'create failed',
          errorCode: random.integer(40001, 60120),
          error: `rpc error: code = Unavailable desc = closing [${random.integer(40001, 60120)}]`,
        }),
      () =>
        `2026/09/14 ${clock(at)} http: TLS handshake error from ${random.ip()}:${random.integer(40001, 60120)}: EOF`,
      () =>
        `2026/09/14 ${clock(at)} main.go:88: &{Code:${random.integer(40001, 60120)} Message:stock not enough}`,
      () =>
        `[GIN] 2026/09/14 - ${clock(at)} | ${random.pick([200, 404, 500])} |   ${random.integer(1, 90)}.40014ms | ${random.ip()} | POST "/v1/orders"`,
    ])(),
  'node-express': (random, at) =>
    random.pick([
      () =>
        JSON.stringify({
          level: 50,
          time: 1789345815482 + at,
          pid: random.integer(40001, 60120),
          hostname: 'web-1',
          err: {
            type: 'ApiError',
            message: 'quota exceeded',
            code: random.integer(40001, 60120),
            stack: `ApiError: quota exceeded\n    at send (/srv/app.js:${random.integer(1, 400)}:13)`,
          },
          msg: 'request failed',
        }),
      () =>
        `  errno: -${random.integer(100, 4094)},\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  port: ${random.integer(40001, 60120)}`,
      () =>
        `POST /orders ${random.pick([200, 400, 502])} ${random.integer(1, 900)}.${random.digits(3)} ms - ${random.integer(10, 60120)}`,
      () => `Error: quota exceeded (code: ${random.integer(40001, 60120)})`,
      () =>
        `PrismaClientKnownRequestError: Unique constraint failed { errorCode: 'P2002', hint: 'id' }`,
      () => `npm error code E${random.pick([401, 403, 404])}`,
    ])(),
  'windows-events': (random, at) =>
    random.pick([
      () =>
        `9/14/2026 ${clock(at)},Error,Service Control Manager,${random.integer(7000, 7045)},The Print Spooler service terminated with the following error: The system cannot find the file specified. (Error code: ${random.integer(2, 1460)})`,
      () =>
        `Information 2026/9/14 ${clock(at)} Microsoft-Windows-WindowsUpdateClient 19 安装成功: 更新 (KB${random.integer(4000000, 5099999)})`,
      () =>
        `错误 2026/9/14 ${clock(at)} Application Error 1000 异常代码: 0xc0000005 错误偏移量: 0x00040014 错误代码: 0x80070${random.hex(3)}`,
      () =>
        `警告 2026/9/14 ${clock(at)} DNS Client Events 1014 名称解析超时，进程 ID ${random.integer(40001, 60120)}，错误代码: ${random.integer(1000, 12175)}`,
      () =>
        `An account failed to log on. Status: 0xC000006D Sub Status: 0xC0000064 Logon Type: 3 Source Port: ${random.integer(40001, 60120)}`,
    ])(),
  'android-logcat': (random, at) =>
    `09-14 ${clock(at)}.482 ${String(random.integer(4000, 60120)).padStart(5)} ${String(random.integer(4000, 60120)).padStart(5)} ${random.pick(['E', 'W', 'I', 'D'])} ${random.pick([`MediaPlayer: error (${random.integer(1, 40)}, -${random.integer(1, 2147483640)})`, `ActivityManager: Process com.example.shop (pid ${random.integer(40001, 60120)}) has died: fg TOP`, `NetworkMonitor: probe returned status code ${random.pick([204, 502])}`, `Camera2: onError errorCode=${random.integer(1, 5)}`, `BluetoothGatt: onConnectionStateChange status=${random.integer(1, 257)}`, `Volley: [${random.integer(40001, 60120)}] BasicNetwork.performRequest: Unexpected response code ${random.pick([401, 500])} for https://api.example.com/`, `TtsService: 合成失败，错误码：${random.integer(10001, 60120)}`])}`,
};
