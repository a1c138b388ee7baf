CREATE TABLE counter (
  counter INTEGER PRIMARY KEY,
  state   TEXT NOT NULL CHECK (state IN ('closed', 'open', 'paused')),
  reason  TEXT,
  since   INTEGER NOT NULL
) STRICT;

-- Last number given per day and service: numbers never repeat within a day, not even after a restart.
CREATE TABLE daily_number (
  business_day TEXT NOT NULL,
  letter       TEXT NOT NULL,
  last         INTEGER NOT NULL,
  PRIMARY KEY (business_day, letter)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  id             TEXT PRIMARY KEY,
  business_day   TEXT NOT NULL,
  number         TEXT NOT NULL,
  letter         TEXT NOT NULL,
  lane           TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'done', 'no-show', 'cancelled', 'abandoned')),
  paper          TEXT NOT NULL CHECK (paper IN ('none', 'printing', 'printed', 'failed', 'unknown', 'accepted')),
  issued_at      INTEGER NOT NULL,
  called_at      INTEGER,
  last_called_at INTEGER,
  last_call_seq  INTEGER,
  started_at     INTEGER,
  finished_at    INTEGER,
  counter        INTEGER,
  clerk          TEXT,
  calls          INTEGER NOT NULL DEFAULT 0,
  -- Times it was brought back after a no-show.
  restored       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (business_day, number),
  CHECK (state NOT IN ('called', 'serving') OR counter IS NOT NULL)
) STRICT;
-- One counter has at most one visitor, whatever the code above does.
CREATE UNIQUE INDEX ticket_one_per_counter ON ticket (counter) WHERE state IN ('called', 'serving');
-- In the order in which they are asked for at every call; SQLite uses a partial index only for its very condition.
CREATE INDEX ticket_waiting ON ticket (business_day, issued_at, id) WHERE state = 'waiting';
CREATE INDEX ticket_live ON ticket (state, business_day) WHERE state IN ('waiting', 'called', 'serving');

CREATE TABLE rating (
  ticket         TEXT PRIMARY KEY REFERENCES ticket (id),
  transaction_id TEXT,
  clerk          TEXT,
  counter        INTEGER NOT NULL,
  value          TEXT NOT NULL CHECK (value IN ('very-satisfied', 'satisfied', 'average', 'dissatisfied', 'none')),
  business_day   TEXT NOT NULL,
  at             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_dissatisfied ON rating (business_day) WHERE value = 'dissatisfied';

CREATE TABLE help_request (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  settled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX help_request_open ON help_request (at) WHERE settled_at IS NULL;
