-- One row: the 90th percentile of the days between consecutive purchases, pooled over repeat customers.
SELECT
  CAST(percentile_cont(0.9) WITHIN GROUP (ORDER BY day - previous_day) AS DOUBLE PRECISION) AS gap_days,
  CAST(COUNT(*) AS INTEGER) AS gaps
FROM purchases
WHERE previous_day IS NOT NULL;
