-- name: add_sample
INSERT INTO measures (name, engine, model_id, up_to, samples, total)
VALUES (:name, :engine, :model_id, :up_to, 1, :value)
ON CONFLICT (name, engine, model_id, up_to) DO UPDATE SET
  samples = samples + 1, total = total + excluded.total;

-- name: all_measures
SELECT name, engine, model_id, up_to, samples, total FROM measures
ORDER BY name, engine, model_id, up_to;

-- name: waiting_by_model
SELECT model_id, sum(waiting) AS requests FROM turns GROUP BY model_id;

-- name: running_by_model
SELECT model_id, count(*) AS requests FROM requests WHERE state = 'running' GROUP BY model_id;

-- name: endings
SELECT model_id, state, sum(requests) AS requests FROM endings GROUP BY model_id, state;
