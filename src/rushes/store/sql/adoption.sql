-- name: adopter
-- Another request that is joined with the same one elsewhere.
SELECT id FROM requests
WHERE engine = :engine AND checkpoint IS NOT NULL AND id <> :id
  AND json_extract(checkpoint, '$.upstream.request_id') = :upstream_id
LIMIT 1;

-- name: adopt
-- A failed request goes on from its new checkpoint; the attempts so far don't count.
UPDATE requests SET state = 'queued', checkpoint = :checkpoint, error = NULL, cost_usd = NULL,
  finished_at = NULL, expires_at = NULL, worker_id = NULL, lease_expires_at = NULL,
  fall_backs = NULL, given_back = attempt
WHERE id = :id AND state = 'failed'
RETURNING id;
