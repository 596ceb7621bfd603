-- One row: of those who were customers twelve months before the last observed day, how many still are. A customer at a
-- day is somebody whose last purchase until then is at most $lapse_window_days days old.
WITH last_purchases AS (
  SELECT customer_key, MAX(day) FILTER (WHERE day <= $year_before) AS before, MAX(day) AS now
  FROM purchases
  GROUP BY customer_key
)
SELECT
  CAST(COUNT(*) AS INTEGER) AS start_customers,
  CAST(COUNT(*) FILTER (WHERE $as_of_day - now <= $lapse_window_days) AS INTEGER) AS kept
FROM last_purchases
WHERE $year_before - before <= $lapse_window_days;
