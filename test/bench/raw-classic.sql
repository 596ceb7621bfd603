-- One row is one cohort (month of the first purchase) at one age in months: how many of its customers were active.
WITH active_months AS (
  SELECT customer_id, year(order_date) * 12 + month(order_date) - 1 AS month
  FROM raw_rows
  GROUP BY 1, 2
),
firsts AS (
  SELECT customer_id, MIN(month) AS cohort FROM active_months GROUP BY customer_id
)
SELECT firsts.cohort, active_months.month - firsts.cohort AS age, COUNT(*) AS value
FROM active_months
JOIN firsts ON firsts.customer_id = active_months.customer_id
GROUP BY 1, 2
ORDER BY 1, 2;
