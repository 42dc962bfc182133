CREATE OR REPLACE DICTIONARY wecom_errcodes
(
    `errcode` Int32,
    `meaning` String,
    `category` String,
    `group` String,
    `domain` String,
    `owner` String,
    `retry` String,
    `retryMax` Nullable(UInt32),
    `retryWaitSeconds` Nullable(UInt32),
    `remedy` String
)
PRIMARY KEY errcode
SOURCE(FILE(path '/var/lib/clickhouse/user_files/wecom-errcodes.csv' format 'CSVWithNames'))
LAYOUT(COMPLEX_KEY_HASHED())
LIFETIME(MIN 300 MAX 600);

-- SELECT errcode, dictGet('wecom_errcodes', 'meaning', tuple(toInt32(errcode))) FROM logs;
