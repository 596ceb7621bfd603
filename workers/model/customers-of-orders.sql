-- One row is one customer with at least one order that counts as activity. Days count from 1970-01-01.
-- revenue nets off returns.
INSERT INTO customers
WITH totals AS (
  SELECT
    customer_key,
    MIN(day) FILTER (WHERE is_activity) AS first_day,
    MAX(day) FILTER (WHERE is_activity) AS last_day,
    CAST(COUNT(*) FILTER (WHERE is_activity) AS INTEGER) AS orders,
    round(SUM(amount), 8) AS revenue
  FROM orders
  GROUP BY customer_key
)
SELECT
  totals.customer_key,
  keys.customer,
  totals.first_day,
  totals.last_day,
  totals.orders,
  totals.revenue,
  CAST(NULL AS INTEGER) AS start_day,
  CAST(NULL AS INTEGER) AS end_day,
  CAST(NULL AS DOUBLE PRECISION) AS duration_months,
  CAST(NULL AS BOOLEAN) AS churned
FROM totals
JOIN customer_keys AS keys ON keys.customer_key = totals.customer_key
WHERE totals.orders > 0;
