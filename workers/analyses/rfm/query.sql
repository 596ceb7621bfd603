-- One row is one customer: recency in days at asOf + 1, frequency in orders, monetary value in revenue net of returns,
-- the number of purchases with the mean and standard deviation of the gaps between them, and the revenue of the last
-- 12 months.
WITH rhythms AS (
  SELECT
    customer_key,
    CAST(COUNT(*) AS INTEGER) AS purchases,
    CAST(AVG(day - previous_day) AS DOUBLE PRECISION) AS mean_gap,
    CAST(stddev_samp(day - previous_day) AS DOUBLE PRECISION) AS gap_deviation
  FROM purchases
  GROUP BY customer_key
),
recent AS (
  SELECT customer_key, SUM(amount) AS revenue FROM orders WHERE day > $as_of_day - 365 GROUP BY customer_key
)
SELECT
  customers.customer,
  CAST($as_of_day + 1 - customers.last_day AS INTEGER) AS recency_days,
  customers.orders AS frequency,
  customers.revenue AS monetary,
  rhythms.purchases,
  rhythms.mean_gap,
  rhythms.gap_deviation,
  coalesce(recent.revenue, 0) AS recent_revenue
FROM customers
JOIN rhythms ON rhythms.customer_key = customers.customer_key
LEFT JOIN recent ON recent.customer_key = customers.customer_key
ORDER BY customers.customer;
