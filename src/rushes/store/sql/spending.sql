-- name: limits_of_key
SELECT keys.name AS key_name, keys.spending_limit AS key_limit, accounts.name AS account_name,
  accounts.spending_limit AS account_limit
FROM keys JOIN accounts ON accounts.id = keys.account_id
WHERE keys.id = :key_id;

-- name: spent_by_key
SELECT coalesce(sum(microusd), 0) AS microusd FROM spending
WHERE account_id = :account_id AND key_id = :key_id AND day >= :from_day;

-- name: spent_by_account
SELECT coalesce(sum(microusd), 0) AS microusd FROM spending
WHERE account_id = :account_id AND day >= :from_day;

-- name: all_keys
SELECT keys.id, keys.account_id, keys.name, keys.spending_limit FROM keys
WHERE keys.revoked_at IS NULL ORDER BY keys.created_at, keys.id;

-- name: all_accounts
SELECT id, name, spending_limit FROM accounts ORDER BY created_at, id;

-- name: limit_key
UPDATE keys SET spending_limit = :spending_limit WHERE name = :name OR id = :name RETURNING id;

-- name: limit_account
UPDATE accounts SET spending_limit = :spending_limit WHERE name = :name RETURNING id;
