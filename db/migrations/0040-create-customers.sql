-- One key per customer, wrapped by the store's key. Erasing the row erases the person and leaves the journal whole.
CREATE TABLE customer_key (
  customer TEXT PRIMARY KEY,
  wrapped  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- *_sealed: AES-256-GCM under the customer's key. *_index: keyed hash, for finding by the exact value only.
CREATE TABLE customer (
  id              TEXT PRIMARY KEY,
  name_sealed     BLOB NOT NULL,
  document_kind   TEXT NOT NULL,
  document_sealed BLOB NOT NULL,
  document_index  BLOB NOT NULL,
  tier            TEXT NOT NULL CHECK (tier IN ('none', 'silver', 'gold', 'diamond')),
  since           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customer_by_document ON customer (document_index);

CREATE TABLE subscription (
  id            TEXT PRIMARY KEY,
  customer      TEXT NOT NULL REFERENCES customer (id),
  number_sealed BLOB NOT NULL,
  number_index  BLOB NOT NULL,
  plan          TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'arrears-stop'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subscription_by_number ON subscription (number_index);
CREATE INDEX subscription_by_customer ON subscription (customer);

-- Who was identified at a counter, for which ticket; a payment needs one.
CREATE TABLE identification (
  id       TEXT PRIMARY KEY,
  counter  INTEGER NOT NULL,
  ticket   TEXT,
  customer TEXT NOT NULL REFERENCES customer (id),
  by       TEXT NOT NULL CHECK (by IN ('id-card', 'number')),
  at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identification_by_visit ON identification (counter, ticket, id);
