-- One row: the days that all customers together have been customers. After each purchase somebody is a customer until
-- the next one, for $lapse_window_days, or until the last observed day, whichever comes first.
WITH purchase_days AS (
  SELECT customer_key, day FROM orders WHERE is_activity GROUP BY customer_key, day
),
spans AS (
  SELECT
    coalesce(lead(day) OVER (PARTITION BY customer_key ORDER BY day), $as_of_day + 1) - day AS days
  FROM purchase_days
)
SELECT CAST(SUM(LEAST(days, $lapse_window_days)) AS DOUBLE PRECISION) AS customer_days FROM spans;
