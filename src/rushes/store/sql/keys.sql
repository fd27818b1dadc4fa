-- name: add_account
-- The account of a name, made when it is new.
INSERT INTO accounts (id, name, created_at) VALUES (:id, :name, :now)
ON CONFLICT (name) DO NOTHING;

-- name: account_by_name
SELECT id, name FROM accounts WHERE name = :name;

-- name: add_key
-- Gives nothing when the name is taken.
INSERT INTO keys (id, name, account_id, token_sha256, is_owner, created_at, expires_at,
  spending_limit)
VALUES (:id, :name, :account_id, :token_sha256, :is_owner, :now, :expires_at, :spending_limit)
ON CONFLICT (name) DO NOTHING
RETURNING id;

-- name: key_by_hash
-- Each call of the API asks this; the hash's unique index answers in one step.
SELECT keys.id, keys.account_id, accounts.name AS account, keys.token_sha256, keys.is_owner,
  keys.revoked_at, keys.expires_at
FROM keys JOIN accounts ON accounts.id = keys.account_id
WHERE keys.token_sha256 = :token_sha256;

-- name: list_keys
SELECT keys.id, keys.name, accounts.name AS account, keys.is_owner, keys.created_at,
  keys.last_used_at, keys.revoked_at, keys.expires_at, keys.spending_limit
FROM keys JOIN accounts ON accounts.id = keys.account_id
ORDER BY keys.created_at, keys.id;

-- name: revoke_key
-- A key is never forgotten: its name stays taken and the list shows when it was revoked.
UPDATE keys SET revoked_at = coalesce(revoked_at, :now)
WHERE name = :name_or_id OR id = :name_or_id
RETURNING id;

-- name: touch_key
UPDATE keys SET last_used_at = :used_at
WHERE id = :id AND coalesce(last_used_at, 0) < :used_at;
