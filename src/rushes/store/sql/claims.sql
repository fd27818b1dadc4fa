-- name: is_anything_waiting
-- A cheap look before a claim takes the write lock.
SELECT 1 FROM turns
WHERE waiting > 0 AND engine IN (SELECT value FROM json_each(:engines)) LIMIT 1;

-- name: claim_next
-- The oldest request of the account whose turn it is becomes the worker's, in one step: two
-- workers can't both have it, and a cancel comes before or after it, never between.
-- (`+engine` keeps SQLite on the index that has the turns in order.)
UPDATE requests SET state = 'running', attempt = attempt + 1, worker_id = :worker_id,
  started_at = :now, lease_expires_at = :lease_expires_at
WHERE sequence = (
  WITH turn AS MATERIALIZED (
    SELECT engine, model_id, account_id FROM turns
    WHERE waiting > 0 AND +engine IN (SELECT value FROM json_each(:engines))
    ORDER BY last_served, engine, model_id, account_id LIMIT 1
  )
  SELECT queued.sequence FROM requests AS queued
  WHERE queued.state = 'queued'
    AND queued.engine = (SELECT engine FROM turn)
    AND queued.model_id = (SELECT model_id FROM turn)
    AND queued.account_id = (SELECT account_id FROM turn)
  ORDER BY queued.sequence LIMIT 1
)
RETURNING id, attempt, created_at, engine, model_id;

-- name: heartbeat
-- Gives nothing when the attempt no longer holds the request.
UPDATE requests SET lease_expires_at = :lease_expires_at
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running'
RETURNING id;

-- name: checkpoint
UPDATE requests SET checkpoint = :checkpoint
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running'
RETURNING id;

-- name: finish
-- Fencing: only the attempt that holds the request can end it. Where what was spent is not known,
-- the reservation stays, unless there is no checkpoint and so nothing was spent.
UPDATE requests SET state = :state, finished_at = :now, expires_at = :expires_at,
  lease_expires_at = NULL, error = :error, cost_usd = :cost_usd,
  charged_microusd = coalesce(:charged,
    CASE WHEN checkpoint IS NULL THEN 0 ELSE charged_microusd END)
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running'
RETURNING sequence, engine, model_id, started_at;

-- name: insert_artifact
INSERT INTO artifacts (token, request_sequence, position, kind, name, media_type, size_bytes,
  sha256, blob_path)
VALUES (:token, :sequence, :position, :kind, :name, :media_type, :size_bytes, :sha256, :blob_path);

-- name: requeue
-- Back into the queue, in its old place; `given_back` is 1 when the attempt is not to count.
UPDATE requests SET state = 'queued', worker_id = NULL, lease_expires_at = NULL,
  given_back = given_back + :given_back
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running'
RETURNING id;

-- name: fall_back
-- Into the queue of another engine, which begins anew: the attempts so far don't count.
UPDATE requests SET state = 'queued', engine = :engine, fall_backs = :fall_backs,
  worker_id = NULL, lease_expires_at = NULL, checkpoint = NULL, given_back = attempt
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running'
RETURNING id;

-- name: holding
SELECT attempt - given_back AS tries FROM requests
WHERE id = :id AND worker_id = :worker_id AND attempt = :attempt AND state = 'running';

-- name: lost_leases
SELECT id, worker_id, attempt, attempt - given_back AS tries FROM requests
WHERE state = 'running' AND lease_expires_at <= :now AND id NOT IN (SELECT value FROM json_each(:held))
ORDER BY lease_expires_at LIMIT 100;
