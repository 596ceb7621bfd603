-- One row is one cohort (month of the first purchase) at one age in months: what its customers spent.
WITH months AS (
  SELECT customer_id, year(order_date) * 12 + month(order_date) - 1 AS month, SUM(amount) AS revenue
  FROM raw_rows
  GROUP BY 1, 2
),
firsts AS (
  SELECT customer_id, MIN(month) AS cohort FROM months GROUP BY customer_id
)
SELECT firsts.cohort, months.month - firsts.cohort AS age, SUM(months.revenue) AS value
FROM months
JOIN firsts ON firsts.customer_id = months.customer_id
GROUP BY 1, 2
ORDER BY 1, 2;
