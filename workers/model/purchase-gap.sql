-- One row: the 90th percentile of the days between consecutive purchase days, pooled over repeat customers.
WITH purchase_days AS (
  SELECT customer_key, day FROM orders WHERE is_activity GROUP BY customer_key, day
),
gaps AS (
  SELECT day - lag(day) OVER (PARTITION BY customer_key ORDER BY day) AS gap_days FROM purchase_days
)
SELECT
  CAST(percentile_cont(0.9) WITHIN GROUP (ORDER BY gap_days) AS DOUBLE PRECISION) AS gap_days,
  CAST(COUNT(gap_days) AS INTEGER) AS gaps
FROM gaps
WHERE gap_days IS NOT NULL;
