-- name: insert_medium
INSERT INTO media_inputs (request_sequence, name, account_id, kind, source, state, blob_path,
  media_type, size_bytes)
VALUES ((SELECT sequence FROM requests WHERE id = :request_id), :name, :account_id, :kind,
  :source, :state, :blob_path, :media_type, :size_bytes);

-- name: bytes_of_account
SELECT coalesce(sum(size_bytes), 0) AS size_bytes FROM media_inputs
WHERE account_id = :account_id;

-- name: is_medium_waiting
SELECT 1 FROM media_inputs
WHERE state = 'waiting' AND fetch_lease_expires_at <= :now LIMIT 1;

-- name: claim_medium
-- The next medium that nobody is fetching. One whose request is over by now is claimed as well:
-- whoever has it sees that and marks it.
UPDATE media_inputs SET fetch_lease_expires_at = :lease_expires_at
WHERE (request_sequence, name) = (
  SELECT request_sequence, name FROM media_inputs
  WHERE state = 'waiting' AND fetch_lease_expires_at <= :now
  ORDER BY request_sequence, name LIMIT 1
)
RETURNING request_sequence, name, account_id, kind, source,
  (SELECT id FROM requests WHERE sequence = request_sequence) AS request_id;

-- name: media_of_request
SELECT media_inputs.*, requests.id AS request_id FROM media_inputs
JOIN requests ON requests.sequence = media_inputs.request_sequence
WHERE requests.id = :id ORDER BY name;

-- name: medium_fetched
-- Only the first of two that fetched the same gives a row, and only while the request lives.
UPDATE media_inputs SET state = 'fetched', blob_path = :blob_path, media_type = :media_type,
  size_bytes = :size_bytes
WHERE request_sequence = :sequence AND name = :name AND state = 'waiting'
  AND (SELECT state FROM requests WHERE sequence = :sequence) IN ('queued', 'running')
RETURNING name;

-- name: medium_failed
UPDATE media_inputs SET state = 'failed', error = :error
WHERE request_sequence = :sequence AND name = :name AND state = 'waiting'
RETURNING name;

-- name: medium_refused
UPDATE media_inputs SET state = 'failed', error = :error, blob_path = NULL, size_bytes = 0
WHERE request_sequence = :sequence AND name = :name AND state = 'fetched';
