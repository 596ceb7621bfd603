-- One row is one cohort (month of the first purchase) at one age in months: how many of its customers had been active
-- in every month so far.
WITH active_months AS (
  SELECT customer_id, year(order_date) * 12 + month(order_date) - 1 AS month
  FROM raw_rows
  GROUP BY 1, 2
),
placed AS (
  SELECT
    MIN(month) OVER months AS cohort,
    month,
    row_number() OVER months - 1 AS sequence
  FROM active_months
  WINDOW months AS (PARTITION BY customer_id ORDER BY month)
)
SELECT cohort, month - cohort AS age, COUNT(*) AS value
FROM placed
WHERE sequence = month - cohort
GROUP BY 1, 2
ORDER BY 1, 2;
