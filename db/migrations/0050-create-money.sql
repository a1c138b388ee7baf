CREATE TABLE drawer_day (
  counter      INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  float_fen    INTEGER NOT NULL CHECK (float_fen >= 0),
  opened_by    TEXT NOT NULL,
  opened_at    INTEGER NOT NULL,
  PRIMARY KEY (counter, business_day)
) STRICT, WITHOUT ROWID;

-- Double entry: the postings of one entry sum to zero; a balance is the sum of its account's postings.
CREATE TABLE posting (
  id           INTEGER PRIMARY KEY,
  entry        TEXT NOT NULL,
  account      TEXT NOT NULL,
  amount_fen   INTEGER NOT NULL CHECK (amount_fen <> 0),
  business_day TEXT NOT NULL,
  at           INTEGER NOT NULL
) STRICT;
CREATE INDEX posting_by_entry ON posting (entry);

CREATE TABLE ledger_account (
  account     TEXT PRIMARY KEY,
  balance_fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_serial (
  business_day TEXT PRIMARY KEY,
  last         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter_transaction (
  id                TEXT PRIMARY KEY,
  serial            TEXT NOT NULL UNIQUE,
  business_day      TEXT NOT NULL,
  kind              TEXT NOT NULL CHECK (kind IN ('payment')),
  counter           INTEGER NOT NULL,
  clerk             TEXT NOT NULL REFERENCES account (id),
  ticket            TEXT REFERENCES ticket (id),
  customer          TEXT NOT NULL REFERENCES customer (id),
  subscription      TEXT NOT NULL REFERENCES subscription (id),
  identified_by     TEXT NOT NULL,
  amount_fen        INTEGER NOT NULL CHECK (amount_fen > 0),
  received_fen      INTEGER NOT NULL,
  change_fen        INTEGER NOT NULL CHECK (change_fen = received_fen - amount_fen AND change_fen >= 0),
  balance_after_fen INTEGER NOT NULL,
  at                INTEGER NOT NULL
) STRICT;
CREATE INDEX counter_transaction_by_day ON counter_transaction (business_day, counter, at);
CREATE INDEX counter_transaction_by_customer ON counter_transaction (customer, at);
CREATE INDEX counter_transaction_by_ticket ON counter_transaction (ticket) WHERE ticket IS NOT NULL;

CREATE TABLE print_job (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('ticket', 'receipt')),
  subject    TEXT NOT NULL,
  title      TEXT NOT NULL,
  device     TEXT NOT NULL,
  copy       INTEGER NOT NULL CHECK (copy >= 0),
  state      TEXT NOT NULL CHECK (state IN ('printing', 'held', 'printed', 'not-printed', 'unknown')),
  reason     TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_by_subject ON print_job (subject, created_at);
CREATE INDEX print_job_unsettled ON print_job (created_at) WHERE state IN ('printing', 'held', 'unknown');
