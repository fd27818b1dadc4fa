-- name: place_in_queue
SELECT sequence, engine, model_id, account_id FROM requests
WHERE id = :id AND state = 'queued';

-- name: rank_in_account
-- How many of the account's requests for the model are older; a thousand at most are walked over,
-- since nothing beyond the thousandth is asked for.
SELECT count(*) AS older FROM requests
WHERE state = 'queued' AND engine = :engine AND model_id = :model_id
  AND account_id = :account_id AND sequence < :sequence;

-- name: thousandth_in_account
SELECT sequence FROM requests
WHERE state = 'queued' AND engine = :engine AND model_id = :model_id
  AND account_id = :account_id
ORDER BY sequence LIMIT 1 OFFSET :exact;

-- name: ends_of_queue
-- The oldest and newest sequence of the account's queue for the model, to estimate a long rank.
SELECT
  (SELECT sequence FROM requests
   WHERE state = 'queued' AND engine = :engine AND model_id = :model_id
     AND account_id = :account_id
   ORDER BY sequence LIMIT 1) AS oldest,
  (SELECT sequence FROM requests
   WHERE state = 'queued' AND engine = :engine AND model_id = :model_id
     AND account_id = :account_id
   ORDER BY sequence DESC LIMIT 1) AS newest,
  (SELECT waiting FROM turns
   WHERE engine = :engine AND model_id = :model_id AND account_id = :account_id) AS waiting;

-- name: ahead_in_other_accounts
-- Accounts take turns: before the request of rank r, each other account is served r times, and
-- once more where its turn comes first.
SELECT coalesce(sum(min(
  others.waiting,
  :rank + ((others.last_served, others.account_id) < (own.last_served, own.account_id))
)), 0) AS ahead
FROM turns AS own JOIN turns AS others
  ON others.engine = own.engine AND others.model_id = own.model_id
  AND others.account_id <> own.account_id AND others.waiting > 0
WHERE own.engine = :engine AND own.model_id = :model_id AND own.account_id = :account_id;
