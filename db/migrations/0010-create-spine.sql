-- The journal: every change of the store, chained by hash. Never edited: the triggers refuse it.
CREATE TABLE journal (
  seq     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL,
  type    TEXT NOT NULL,
  subject TEXT NOT NULL,
  time    INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  station TEXT NOT NULL,
  data    TEXT NOT NULL CHECK (json_valid(data)),
  hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never edited'); END;

CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END;

-- Commands answered, so that a retry gets the same answer and changes nothing.
CREATE TABLE command (
  id         TEXT PRIMARY KEY,
  type       TEXT NOT NULL,
  actor      TEXT NOT NULL,
  input_hash BLOB NOT NULL CHECK (length(input_hash) = 32),
  result     TEXT NOT NULL CHECK (json_valid(result)),
  time       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX command_by_time ON command (time);

-- Facts about the store itself (id, demo or not).
CREATE TABLE store_fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
