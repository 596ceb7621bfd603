-- One row is one cohort (month of the first purchase) at one age in months: how many of its customers were active at
-- that age or later.
WITH customers AS (
  SELECT
    customer_id,
    MIN(year(order_date) * 12 + month(order_date) - 1) AS cohort,
    MAX(year(order_date) * 12 + month(order_date) - 1) AS last_month
  FROM raw_rows
  GROUP BY customer_id
),
spans AS (
  SELECT cohort, last_month - cohort AS last_age, COUNT(*) AS customers FROM customers GROUP BY 1, 2
)
SELECT spans.cohort, ages.age, SUM(spans.customers) AS value
FROM spans
JOIN range(1200) AS ages (age) ON ages.age <= spans.last_age
GROUP BY 1, 2
ORDER BY 1, 2;
