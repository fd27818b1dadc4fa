-- name: insert_requests
-- All that come at once in one statement, in their order.
INSERT INTO requests (id, account_id, model_id, engine, created_at)
SELECT json_extract(value, '$.id'), json_extract(value, '$.account_id'),
  json_extract(value, '$.model_id'), json_extract(value, '$.engine'), :now
FROM json_each(:requests);

-- name: route_request
-- What few requests have: a price, fall-backs, a request that they were promoted from.
UPDATE requests SET key_id = :key_id, charged_microusd = :charged, fall_backs = :fall_backs,
  promoted_from = :promoted_from
WHERE id = :id;

-- name: insert_inputs
INSERT INTO request_inputs (request_sequence, input, warnings)
SELECT requests.sequence, json_extract(value, '$.input'), json_extract(value, '$.warnings')
FROM json_each(:requests) CROSS JOIN requests ON requests.id = json_extract(value, '$.id');

-- name: take_idempotency_key
-- Gives a row only to the first; a used-up key is taken over.
INSERT INTO idempotency_keys
  (account_id, idempotency_key, input_sha256, request_id, warnings, expires_at)
VALUES (:account_id, :idempotency_key, :input_sha256, :request_id, :warnings, :expires_at)
ON CONFLICT (account_id, idempotency_key) DO UPDATE SET
  input_sha256 = excluded.input_sha256,
  request_id = excluded.request_id,
  warnings = excluded.warnings,
  expires_at = excluded.expires_at
WHERE idempotency_keys.expires_at <= :now
RETURNING request_id;

-- name: idempotency_key
SELECT input_sha256, request_id, warnings FROM idempotency_keys
WHERE account_id = :account_id AND idempotency_key = :idempotency_key AND expires_at > :now;

-- name: forget_idempotency_keys
DELETE FROM idempotency_keys WHERE expires_at <= :now;

-- name: living_promotion
-- The request that a promotion made, unless it came to nothing.
SELECT id FROM requests
WHERE promoted_from = :promoted_from AND engine = :engine AND account_id = :account_id
  AND state IN ('queued', 'running', 'succeeded')
ORDER BY sequence DESC LIMIT 1;

-- name: waiting_of_account
SELECT coalesce(sum(waiting), 0) AS waiting FROM turns WHERE account_id = :account_id;

-- name: nth_newest_of_account
-- When the account's n-th newest request came: within the minute, it is over its limit.
SELECT created_at FROM requests WHERE account_id = :account_id
ORDER BY created_at DESC, sequence DESC LIMIT 1 OFFSET :n - 1;

-- name: get_request
SELECT requests.*, request_inputs.input, request_inputs.warnings,
  (SELECT json_group_array(id) FROM (
    SELECT later.id FROM requests AS later
    WHERE later.promoted_from = requests.id ORDER BY later.sequence
  )) AS promoted_to
FROM requests
JOIN request_inputs ON request_inputs.request_sequence = requests.sequence
WHERE requests.id = :id;

-- name: artifacts_of_request
SELECT * FROM artifacts WHERE request_sequence = :sequence ORDER BY position;

-- name: artifact_by_token
SELECT artifacts.*, requests.expires_at FROM artifacts
JOIN requests ON requests.sequence = artifacts.request_sequence
WHERE token = :token;

-- name: cancel_queued
-- One conditional update: what a worker has claimed is left alone.
UPDATE requests SET state = 'cancelled', finished_at = :now, expires_at = :expires_at,
  charged_microusd = 0
WHERE id = :id AND state = 'queued'
RETURNING id;

-- name: cancel_by_force
-- The worker finds out at its next heartbeat, or when it is called. An engine with a checkpoint may
-- have spent what was reserved.
UPDATE requests SET state = 'cancelled', finished_at = :now, expires_at = :expires_at,
  lease_expires_at = NULL,
  charged_microusd = CASE WHEN checkpoint IS NULL THEN 0 ELSE charged_microusd END
WHERE id = :id AND state IN ('queued', 'running')
RETURNING id;

-- name: list_by_account
SELECT requests.*, request_inputs.input, request_inputs.warnings,
  (SELECT json_group_array(id) FROM (
    SELECT later.id FROM requests AS later
    WHERE later.promoted_from = requests.id ORDER BY later.sequence
  )) AS promoted_to
FROM requests
JOIN request_inputs ON request_inputs.request_sequence = requests.sequence
WHERE account_id = :account_id
  AND created_at >= :from_time AND created_at < :to_time
  AND (created_at, sequence) < (:before_time, :before_sequence)
  AND (:model_id IS NULL OR model_id = :model_id)
ORDER BY created_at DESC, sequence DESC LIMIT :limit;

-- name: list_by_account_and_state
SELECT requests.*, request_inputs.input, request_inputs.warnings,
  (SELECT json_group_array(id) FROM (
    SELECT later.id FROM requests AS later
    WHERE later.promoted_from = requests.id ORDER BY later.sequence
  )) AS promoted_to
FROM requests
JOIN request_inputs ON request_inputs.request_sequence = requests.sequence
WHERE account_id = :account_id AND state = :state
  AND created_at >= :from_time AND created_at < :to_time
  AND (created_at, sequence) < (:before_time, :before_sequence)
  AND (:model_id IS NULL OR model_id = :model_id)
ORDER BY created_at DESC, sequence DESC LIMIT :limit;

-- name: delete_finished
DELETE FROM requests WHERE id = :id AND state IN ('succeeded', 'failed', 'cancelled')
RETURNING id;

-- name: expired_requests
SELECT id FROM requests WHERE expires_at <= :now
ORDER BY expires_at LIMIT :limit;

-- name: all_blob_paths
-- Every blob that the database knows, with its request; for backups and the doctor.
SELECT requests.id, artifacts.blob_path, artifacts.size_bytes FROM artifacts
JOIN requests ON requests.sequence = artifacts.request_sequence
UNION ALL
SELECT requests.id, media_inputs.blob_path, media_inputs.size_bytes FROM media_inputs
JOIN requests ON requests.sequence = media_inputs.request_sequence
WHERE media_inputs.blob_path IS NOT NULL;

-- name: state_of_request
SELECT state, attempt FROM requests WHERE id = :id;

-- name: wrong_turns
-- Turns whose count is not what the queue holds; there is never one, and the doctor looks.
SELECT turns.engine, turns.model_id, turns.account_id FROM turns
WHERE waiting <> (
  SELECT count(*) FROM requests
  WHERE state = 'queued' AND engine = turns.engine AND model_id = turns.model_id
    AND account_id = turns.account_id
);
