-- One row is one cohort of the customers who came by one channel, at one age in months: how many of them were active.
WITH first_days AS (
  SELECT customer_id, MIN(order_date) AS first_day FROM raw_rows GROUP BY customer_id
),
chosen AS (
  SELECT rows_of_first.customer_id
  FROM raw_rows AS rows_of_first
  JOIN first_days
    ON first_days.customer_id = rows_of_first.customer_id AND first_days.first_day = rows_of_first.order_date
  GROUP BY rows_of_first.customer_id
  HAVING MIN(rows_of_first.channel) = 'web'
),
active_months AS (
  SELECT raw_rows.customer_id, year(order_date) * 12 + month(order_date) - 1 AS month
  FROM raw_rows
  JOIN chosen ON chosen.customer_id = raw_rows.customer_id
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
