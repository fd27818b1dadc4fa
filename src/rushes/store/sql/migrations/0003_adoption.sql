-- A failed request may go on, once a person has joined it with what was made elsewhere.

DROP TRIGGER requests_move;

CREATE TRIGGER requests_move BEFORE UPDATE OF state ON requests
WHEN NOT (
  (OLD.state = 'queued' AND NEW.state IN ('running', 'cancelled'))
  OR (OLD.state = 'running' AND NEW.state <> 'running')
  OR (OLD.state = 'failed' AND NEW.state = 'queued')
)
BEGIN
  SELECT RAISE(ABORT, 'a request does not move this way');
END;

-- Whether a request elsewhere belongs to one here already, before a person joins them.
CREATE INDEX requests_by_upstream ON requests
  (engine, json_extract(checkpoint, '$.upstream.request_id'))
  WHERE checkpoint IS NOT NULL;
