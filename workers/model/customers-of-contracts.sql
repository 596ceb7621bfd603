-- One row is one customer of a file of contracts: from the first start to the last end, open when any contract is.
-- A contract that starts after the observation ends is not yet a customer; an end after it has not happened yet.
INSERT INTO customers
WITH spans AS (
  SELECT
    keys.customer_key,
    keys.customer,
    MIN(lines.start_day) AS start_day,
    CASE WHEN COUNT(*) = COUNT(lines.end_day) THEN MAX(lines.end_day) END AS end_day,
    MAX(lines.duration_months) AS duration_months,
    bool_or(lines.churned) AS churned
  FROM used_lines AS lines
  JOIN customer_keys AS keys ON keys.customer_key = lines.customer_key
  GROUP BY keys.customer_key, keys.customer
)
SELECT
  customer_key,
  customer,
  start_day AS first_day,
  LEAST(coalesce(end_day - 1, $as_of_day), $as_of_day) AS last_day,
  CAST(0 AS INTEGER) AS orders,
  CAST(NULL AS DOUBLE PRECISION) AS revenue,
  start_day,
  CASE WHEN end_day <= $as_of_day THEN end_day END AS end_day,
  duration_months,
  coalesce(CASE WHEN start_day IS NULL THEN churned ELSE end_day <= $as_of_day END, FALSE) AS churned
FROM spans
WHERE start_day IS NULL OR start_day <= $as_of_day;
