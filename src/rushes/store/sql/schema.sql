-- The whole database as it stands after the last migration; a test proves that they agree.
-- Times are whole microseconds since 1970 (UTC). Money is decimal text.

-- Who owns requests. `spending_limit` is as one writes it (`20/month`), `none`, or NULL where the
-- settings' default counts.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  spending_limit TEXT
) STRICT;

-- Bearer tokens, kept only as hashes.
CREATE TABLE keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  token_sha256 BLOB NOT NULL UNIQUE,
  is_owner INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER,
  expires_at INTEGER,
  spending_limit TEXT
) STRICT;

-- The queue and the only truth about each request. `sequence` keeps inserts at the end of the
-- table and orders the queue; AUTOINCREMENT so that no number is ever given twice.
-- `charged_microusd` is what counts against spending limits: what was reserved, then what it cost.
-- `fall_backs` lists the engines that may take over, in order; `promoted_from` is a request's id.
CREATE TABLE requests (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  model_id TEXT NOT NULL,
  engine TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  created_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0,
  given_back INTEGER NOT NULL DEFAULT 0,
  worker_id TEXT,
  started_at INTEGER,
  finished_at INTEGER,
  lease_expires_at INTEGER,
  expires_at INTEGER,
  checkpoint TEXT,
  error TEXT,
  cost_usd TEXT,
  key_id TEXT,
  charged_microusd INTEGER NOT NULL DEFAULT 0,
  fall_backs TEXT,
  promoted_from TEXT
) STRICT;

-- What was asked for, apart from the row that the queue walks over.
CREATE TABLE request_inputs (
  request_sequence INTEGER PRIMARY KEY REFERENCES requests (sequence) ON DELETE CASCADE,
  input TEXT NOT NULL,
  warnings TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- The files of succeeded requests, found by the unguessable part of their address.
CREATE TABLE artifacts (
  token TEXT PRIMARY KEY,
  request_sequence INTEGER NOT NULL REFERENCES requests (sequence) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  blob_path TEXT NOT NULL
) STRICT;

-- The media that came with a request; `source` is a URL, or NULL when the bytes came along.
CREATE TABLE media_inputs (
  request_sequence INTEGER NOT NULL REFERENCES requests (sequence) ON DELETE CASCADE,
  name TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,
  source TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'failed')),
  fetch_lease_expires_at INTEGER NOT NULL DEFAULT 0,
  blob_path TEXT,
  media_type TEXT,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  PRIMARY KEY (request_sequence, name)
) STRICT, WITHOUT ROWID;

-- Submits that carried an Idempotency-Key, for a day.
CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  idempotency_key TEXT NOT NULL,
  input_sha256 BLOB NOT NULL,
  request_id TEXT NOT NULL,
  warnings TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, idempotency_key)
) STRICT, WITHOUT ROWID;

-- Whose turn it is: a row per engine, model and account, with how many requests wait there and
-- when it was served last, counted in claims. Kept by the triggers below, so that a claim looks
-- at these few rows and never over the queue.
CREATE TABLE turns (
  engine TEXT NOT NULL,
  model_id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  last_served INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (engine, model_id, account_id)
) STRICT, WITHOUT ROWID;

-- What is charged to a key, by the day on which its requests were submitted (days since 1970, UTC):
-- reservations at first, then what they cost. Kept by triggers; survives the requests' deletion.
CREATE TABLE spending (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  key_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  microusd INTEGER NOT NULL,
  PRIMARY KEY (account_id, key_id, day)
) STRICT, WITHOUT ROWID;

-- How many requests ended, by how; survives their deletion.
CREATE TABLE endings (
  engine TEXT NOT NULL,
  model_id TEXT NOT NULL,
  state TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (engine, model_id, state)
) STRICT, WITHOUT ROWID;

-- Sums and histogram counts of what claims and finishes measured; `up_to` is a bucket's upper
-- bound in seconds, 1e999 the last one's.
CREATE TABLE measures (
  name TEXT NOT NULL,
  engine TEXT NOT NULL,
  model_id TEXT NOT NULL,
  up_to REAL NOT NULL,
  samples INTEGER NOT NULL,
  total REAL NOT NULL,
  PRIMARY KEY (name, engine, model_id, up_to)
) STRICT, WITHOUT ROWID;

-- The oldest queued request of an account and model is one step away, and its rank a short walk.
CREATE INDEX requests_in_queue ON requests (engine, model_id, account_id, sequence)
  WHERE state = 'queued';

-- The reaper finds lost leases without looking at healthy requests.
CREATE INDEX requests_by_lease ON requests (lease_expires_at) WHERE state = 'running';

-- Retention finds what has expired.
CREATE INDEX requests_by_expiry ON requests (expires_at) WHERE expires_at IS NOT NULL;

-- Whether a request elsewhere belongs to one here already, before a person joins them.
CREATE INDEX requests_by_upstream ON requests
  (engine, json_extract(checkpoint, '$.upstream.request_id'))
  WHERE checkpoint IS NOT NULL;

-- An account's list pages newest first, and the per-minute limit looks at its newest.
CREATE INDEX requests_by_account ON requests (account_id, created_at, sequence);

-- The same list for one state, however rare the state.
CREATE INDEX requests_by_account_state ON requests (account_id, state, created_at, sequence);

-- A request's files, and their removal with it.
CREATE INDEX artifacts_by_request ON artifacts (request_sequence, position);

-- The next medium to fetch, oldest request first.
CREATE INDEX media_waiting ON media_inputs (request_sequence, name) WHERE state = 'waiting';

-- How many bytes an account keeps, without reading the rows.
CREATE INDEX media_by_account ON media_inputs (account_id, size_bytes);

-- Used-up idempotency keys are dropped in order.
CREATE INDEX idempotency_by_expiry ON idempotency_keys (expires_at);

-- The pair whose turn it is stands first.
CREATE INDEX turns_in_order ON turns (last_served, engine, model_id, account_id)
  WHERE waiting > 0;

-- How much an account has waiting, for its limit.
CREATE INDEX turns_by_account ON turns (account_id);

-- The number of the last claim, for the next one.
CREATE INDEX turns_by_last_served ON turns (last_served);

-- What an account has spent since a day, without reading every key's rows.
CREATE INDEX spending_by_account ON spending (account_id, day, microusd);

-- What a request was promoted to.
CREATE INDEX requests_by_promotion ON requests (promoted_from, sequence)
  WHERE promoted_from IS NOT NULL;

-- Only the moves of domain/request.py; a test compares them.
CREATE TRIGGER requests_move BEFORE UPDATE OF state ON requests
WHEN NOT (
  (OLD.state = 'queued' AND NEW.state IN ('running', 'cancelled'))
  OR (OLD.state = 'running' AND NEW.state <> 'running')
  OR (OLD.state = 'failed' AND NEW.state = 'queued')
)
BEGIN
  SELECT RAISE(ABORT, 'a request does not move this way');
END;

CREATE TRIGGER requests_join_queue AFTER INSERT ON requests WHEN NEW.state = 'queued'
BEGIN
  INSERT INTO turns (engine, model_id, account_id, waiting)
  VALUES (NEW.engine, NEW.model_id, NEW.account_id, 1)
  ON CONFLICT (engine, model_id, account_id) DO UPDATE SET waiting = waiting + 1;
END;

-- A fall-back brings it into the queue of another engine, which may never have had one.
CREATE TRIGGER requests_rejoin_queue AFTER UPDATE OF state ON requests WHEN NEW.state = 'queued'
BEGIN
  INSERT INTO turns (engine, model_id, account_id, waiting)
  VALUES (NEW.engine, NEW.model_id, NEW.account_id, 1)
  ON CONFLICT (engine, model_id, account_id) DO UPDATE SET waiting = waiting + 1;
END;

CREATE TRIGGER requests_leave_queue AFTER UPDATE OF state ON requests WHEN OLD.state = 'queued'
BEGIN
  UPDATE turns
  SET waiting = waiting - 1,
    last_served = CASE NEW.state
      WHEN 'running' THEN (SELECT max(last_served) + 1 FROM turns)
      ELSE last_served
    END
  WHERE engine = NEW.engine AND model_id = NEW.model_id AND account_id = NEW.account_id;
END;

CREATE TRIGGER requests_end AFTER UPDATE OF state ON requests
WHEN NEW.state IN ('succeeded', 'failed', 'cancelled')
BEGIN
  INSERT INTO endings (engine, model_id, state, requests)
  VALUES (NEW.engine, NEW.model_id, NEW.state, 1)
  ON CONFLICT (engine, model_id, state) DO UPDATE SET requests = requests + 1;
END;

CREATE TRIGGER requests_settle AFTER UPDATE OF charged_microusd ON requests
WHEN NEW.charged_microusd <> OLD.charged_microusd
BEGIN
  INSERT INTO spending (account_id, key_id, day, microusd)
  VALUES (NEW.account_id, coalesce(NEW.key_id, ''), NEW.created_at / 86400000000,
    NEW.charged_microusd - OLD.charged_microusd)
  ON CONFLICT (account_id, key_id, day)
  DO UPDATE SET microusd = microusd + NEW.charged_microusd - OLD.charged_microusd;
END;

-- A queued request is never deleted, so that the turns stay true.
CREATE TRIGGER requests_delete BEFORE DELETE ON requests WHEN OLD.state IN ('queued', 'running')
BEGIN
  SELECT RAISE(ABORT, 'a request that is not over is not deleted');
END;
