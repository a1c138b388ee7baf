CREATE TABLE account (
  id              TEXT PRIMARY KEY,
  account         TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  role            TEXT NOT NULL,
  password_hash   TEXT NOT NULL,
  disabled        INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  wrong_passwords INTEGER NOT NULL DEFAULT 0,
  locked_until    INTEGER,
  created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A session is found by the hash of its token; the token itself is on no disk.
CREATE TABLE session (
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  id         TEXT NOT NULL UNIQUE,
  account    TEXT NOT NULL REFERENCES account (id),
  -- A screen's own session (kiosk, display) runs under this role instead of the account's.
  role       TEXT NOT NULL,
  counter    INTEGER,
  seat       TEXT NOT NULL CHECK (seat IN ('active', 'locked', 'away')),
  started_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_one_per_counter ON session (counter) WHERE ended_at IS NULL AND counter IS NOT NULL;
CREATE INDEX session_live ON session (started_at) WHERE ended_at IS NULL;

-- Consoles on the store's network, known by the hash of their key.
CREATE TABLE station (
  key_hash  BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
  id        TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  paired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
