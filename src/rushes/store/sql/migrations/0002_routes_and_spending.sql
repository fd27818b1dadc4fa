-- Requests that may fall back to other engines, are linked by promotion, and count against
-- spending limits; keys that expire.

ALTER TABLE accounts ADD COLUMN spending_limit TEXT;

ALTER TABLE keys ADD COLUMN expires_at INTEGER;
ALTER TABLE keys ADD COLUMN spending_limit TEXT;

ALTER TABLE requests ADD COLUMN key_id TEXT;
ALTER TABLE requests ADD COLUMN charged_microusd INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN fall_backs TEXT;
ALTER TABLE requests ADD COLUMN promoted_from TEXT;

-- What is charged to a key, by the day on which its requests were submitted (days since 1970, UTC):
-- reservations at first, then what they cost. Kept by triggers; survives the requests' deletion.
CREATE TABLE spending (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  key_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  microusd INTEGER NOT NULL,
  PRIMARY KEY (account_id, key_id, day)
) STRICT, WITHOUT ROWID;

-- What an account has spent since a day, without reading every key's rows.
CREATE INDEX spending_by_account ON spending (account_id, day, microusd);

-- What a request was promoted to.
CREATE INDEX requests_by_promotion ON requests (promoted_from, sequence)
  WHERE promoted_from IS NOT NULL;

-- A fall-back brings a request into the queue of another engine, which may never have had one.
DROP TRIGGER requests_rejoin_queue;

CREATE TRIGGER requests_rejoin_queue AFTER UPDATE OF state ON requests WHEN NEW.state = 'queued'
BEGIN
  INSERT INTO turns (engine, model_id, account_id, waiting)
  VALUES (NEW.engine, NEW.model_id, NEW.account_id, 1)
  ON CONFLICT (engine, model_id, account_id) DO UPDATE SET waiting = waiting + 1;
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
