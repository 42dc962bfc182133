/** Logs of servers, databases and clusters with no WeCom in them: one function per log, one entry a call. */

const MONTHS = 'Sep';
const pad = (value, width = 2) => String(value).padStart(width, '0');

/** @returns {string} the time of day of entry `at`, e.g. 08:30:15 */
export function clock(at) {
  const seconds = 28_800 + at * 3;
  return `${pad(Math.floor(seconds / 3600) % 24)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

export const INFRASTRUCTURE_LOGS = {
  'nginx-access': (random, at) =>
    `${random.ip()} - ${random.pick(['-', 'alice', '-'])} [14/Sep/2026:${clock(at)} +0800] "${random.pick(['GET', 'POST', 'PUT', 'HEAD'])} ${random.pick(['/', '/api/orders/40014', '/error.html?errorCode=404&type=auth', '/search?q=%E9%94%99%E8%AF%AF%E7%A0%81%EF%BC%9A50001', '/login?error_code=40029', '/static/app.40001.js', '/api/v1/query?e=60020', '/wp-login.php'])} HTTP/1.1" ${random.pick([200, 204, 301, 304, 400, 401, 403, 404, 499, 502, 504])} ${random.integer(0, 90000)} "${random.pick(['-', 'https://example.com/?e=60020'])}" "Mozilla/5.0 (X11; Linux x86_64) rv:${random.integer(90, 140)}.0"`,
  'nginx-error': (random, at) =>
    `2026/09/14 ${clock(at)} [${random.pick(['error', 'warn', 'crit', 'alert'])}] ${random.integer(40000, 60200)}#${random.integer(40000, 60200)}: *${random.integer(40001, 93000)} ${random.pick(['connect() failed (111: Connection refused) while connecting to upstream', 'open() "/srv/www/errcode" failed (2: No such file or directory)', 'upstream timed out (110: Connection timed out) while reading response header from upstream', 'SSL_do_handshake() failed (SSL: error:0A000126:SSL routines::unexpected eof while reading)', 'client intended to send too large body: 60020 bytes', 'recv() failed (104: Connection reset by peer)'])}, client: ${random.ip()}, server: example.com, request: "GET /api?error_code=${random.integer(40001, 60120)} HTTP/1.1", upstream: "http://10.0.4.14:8080/", host: "example.com"`,
  'debian-journal': (random, at) =>
    `${MONTHS} 14 ${clock(at)} db-01 ${random.pick([
      `kernel: [${random.integer(40001, 93000)}.${random.digits(6)}] usb 1-1: device descriptor read/64, error -71`,
      `kernel: [${random.integer(40001, 93000)}.${random.digits(6)}] EXT4-fs error (device sda1): ext4_find_entry:1463: inode #${random.integer(40001, 60020)}: comm cron: reading directory lblock 0`,
      `systemd[1]: cron.service: Main process exited, code=exited, status=${random.integer(1, 255)}/FAILURE`,
      `sshd[${random.integer(40001, 60120)}]: Failed password for root from ${random.ip()} port ${random.integer(40001, 60120)} ssh2`,
      `CRON[${random.integer(40001, 60120)}]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily)`,
      `dhclient[${random.integer(40001, 60120)}]: bound to 10.0.4.14 -- renewal in ${random.integer(40001, 60120)} seconds.`,
      `postfix/smtpd[${random.integer(40001, 60120)}]: warning: unknown[${random.ip()}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6`,
      `git[${random.integer(40001, 60120)}]: hint: Updates were rejected because the remote contains work that you do not have`,
      `named[${random.integer(40001, 60120)}]: client @0x7f40014 10.0.4.14#40029 (example.com): query failed (SERVFAIL)`,
      `snapd[${random.integer(40001, 60120)}]: api_error code ${random.integer(400, 504)}: cannot contact store`,
    ])}`,
  kubernetes: (random, at) =>
    random.pick([
      () =>
        `E0914 ${clock(at)}.${random.digits(6)}   ${random.integer(40001, 60120)} pod_workers.go:${random.integer(100, 1300)}] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"app\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=app\\"" pod="default/app-${random.hex(5)}"`,
      () =>
        `I0914 ${clock(at)}.${random.digits(6)}       1 event.go:${random.integer(100, 400)}] "Event occurred" object="default/app" kind="Pod" reason="BackOff" message="Back-off restarting failed container" exitCode=${random.integer(1, 255)}`,
      () =>
        `W0914 ${clock(at)}.${random.digits(6)}       1 reflector.go:${random.integer(100, 600)}] failed to list *v1.Secret: Get "https://10.96.0.1:443/api/v1/secrets?limit=500": dial tcp 10.96.0.1:443: connect: connection refused`,
      () =>
        JSON.stringify({
          kind: 'Event',
          apiVersion: 'audit.k8s.io/v1',
          level: 'Metadata',
          auditID: random.uuid(),
          verb: 'get',
          responseStatus: { metadata: {}, status: 'Failure', reason: 'NotFound', code: 404 },
        }),
      () =>
        `default   ${random.integer(1, 59)}m   Warning   Unhealthy   pod/app-${random.hex(5)}   Readiness probe failed: HTTP probe failed with statuscode: ${random.pick([500, 502, 503])}`,
      () =>
        `{"level":"info","ts":"2026-09-14T${clock(at)}.482Z","caller":"etcdserver/server.go:${random.integer(100, 2600)}","msg":"compaction","revision":${random.integer(40001, 93000)},"took":"${random.integer(1, 90)}.40014ms"}`,
      () =>
        `2026-09-14T${clock(at)}.482913004Z stdout F [INFO] 10.244.0.7:${random.integer(40001, 60120)} - ${random.integer(40001, 60120)} "A IN api.example.com. udp 60 false 512" NXDOMAIN qr,rd,ra 148 0.000${random.digits(6)}s`,
    ])(),
  mysql: (random, at) =>
    random.pick([
      () =>
        `2026-09-14T${clock(at)}.482913Z ${random.integer(40001, 93000)} [ERROR] [MY-${random.pick(['010584', '013183', '012592'])}] [${random.pick(['Server', 'InnoDB', 'Repl'])}] Error reading packet from server (server_errno=${random.integer(1040, 3100)})`,
      () =>
        `ERROR ${random.integer(1040, 1300)} (${random.pick(['HY000', '28000', '23000', '40001', '42000'])}): ${random.pick(['Access denied for user', 'Duplicate entry', 'Deadlock found when trying to get lock', 'Unknown column'])} '${random.integer(40001, 60120)}'`,
      () =>
        `# Query_time: ${random.integer(1, 40)}.${random.digits(6)}  Lock_time: 0.000040 Rows_sent: ${random.integer(1, 60020)}  Rows_examined: ${random.integer(40001, 93000)}`,
      () =>
        `Last_SQL_Errno: ${random.integer(1040, 1300)} Last_SQL_Error: Error 'Duplicate entry '${random.integer(40001, 60120)}' for key 'PRIMARY'' on query. Error_code: ${random.integer(1040, 1300)}; handler error HA_ERR_FOUND_DUPP_KEY`,
      () =>
        `[Warning] Slave: Table 'shop.orders' doesn't exist Error_code: ${random.pick([1146, 1062, 1032])}`,
      () =>
        `[${random.integer(40001, 60120)}] Aborted connection ${random.integer(40001, 93000)} to db: 'shop' user: 'app' host: '10.0.4.14' (Got timeout reading communication packets)`,
    ])(),
  postgresql: (random, at) =>
    random.pick([
      () =>
        `2026-09-14 ${clock(at)}.482 CST [${random.integer(40001, 60120)}] app@shop ERROR:  could not serialize access due to concurrent update\n2026-09-14 ${clock(at)}.482 CST [${random.integer(40001, 60120)}] app@shop HINT:  The transaction might succeed if retried.`,
      () =>
        `ERROR: could not serialize access due to read/write dependencies among transactions (SQLSTATE 40001)`,
      () =>
        `2026-09-14 ${clock(at)}.482 CST [${random.integer(40001, 60120)}] LOG:  checkpoint complete: wrote ${random.integer(40001, 60120)} buffers (4.1%); 0 WAL file(s) added`,
      () =>
        `error: restart transaction: TransactionRetryWithProtoRefreshError code: '40001' hint: 'See: https://www.example.org/docs/transaction-retry-error.html'`,
      () =>
        `pq: deadlock detected (code: ${random.pick(['40P01', '40001'])}), hint: See server log for query details.`,
      () =>
        `PG::UndefinedFunction: ERROR:  operator does not exist: text = integer LINE 1: ... WHERE id = ${random.integer(40001, 60120)} HINT:  No operator matches the given name and argument types.`,
    ])(),
  redis: (random, at) =>
    `${random.integer(40001, 60120)}:${random.pick(['M', 'S', 'C'])} 14 Sep 2026 ${clock(at)}.482 ${random.pick(['*', '#', '-'])} ${random.pick([`${random.integer(1, 10)} changes in 300 seconds. Saving...`, `Background saving started by pid ${random.integer(40001, 60120)}`, 'MASTER <-> REPLICA sync: Finished with success', `Error condition on socket for SYNC: Connection refused (errno ${random.integer(1, 115)})`, `Accepted 10.0.4.14:${random.integer(40001, 60120)}`, '-MISCONF Redis is configured to save RDB snapshots', `MOVED ${random.integer(0, 16383)} 10.0.4.14:6379`])}`,
  kafka: (random, at) =>
    `[2026-09-14 ${clock(at)},482] ${random.pick(['INFO', 'WARN', 'ERROR'])} ${random.pick([`[GroupCoordinator 1]: Preparing to rebalance group orders in state PreparingRebalance with old generation ${random.integer(40001, 60120)} (kafka.coordinator.group.GroupCoordinator)`, `[Consumer clientId=c1, groupId=orders] Error while fetching metadata with correlation id ${random.integer(40001, 60120)} : {orders=LEADER_NOT_AVAILABLE} (org.apache.kafka.clients.NetworkClient)`, `[ReplicaFetcher replicaId=1, leaderId=2, fetcherId=0] Error for partition orders-${random.integer(0, 40)} at offset ${random.integer(40001, 93000)}: NOT_LEADER_OR_FOLLOWER`, `[Log partition=orders-7, dir=/var/lib/kafka] Rolled new log segment at offset ${random.integer(40001, 93000)} in 4 ms. (kafka.log.Log)`, `AddPartitionsToTxnResponseData(throttleTimeMs=0, errorCode=${random.integer(0, 90)}, results=[])`, `JoinGroupResponseData(throttleTimeMs=0, errorCode=${random.integer(0, 90)}, generationId=${random.integer(40001, 60120)})`])}`,
  elasticsearch: (random, at) =>
    random.pick([
      () =>
        JSON.stringify({
          type: 'server',
          timestamp: `2026-09-14T${clock(at)},482+08:00`,
          level: 'WARN',
          component: 'o.e.c.r.a.DiskThresholdMonitor',
          'cluster.name': 'logs',
          message: `high disk watermark [90%] exceeded on [n1][10.0.4.14], free: ${random.integer(1, 90)}gb[4.2%]`,
        }),
      () =>
        JSON.stringify({
          error: {
            root_cause: [
              { type: 'index_not_found_exception', reason: 'no such index [errcode-2026]' },
            ],
          },
          status: 404,
        }),
      () =>
        JSON.stringify({
          took: random.integer(1, 60120),
          errors: true,
          items: [
            {
              index: {
                _id: random.hex(8),
                status: 429,
                error: { type: 'es_rejected_execution_exception' },
              },
            },
          ],
        }),
      () =>
        `[2026-09-14T${clock(at)},482][INFO ][o.e.i.s.IndexShard       ] [n1] [orders][${random.integer(0, 4)}] primary-replica resync completed with ${random.integer(40001, 60120)} operations`,
    ])(),
};
