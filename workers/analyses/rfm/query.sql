-- One row is one customer: recency in days at asOf + 1, frequency in orders, monetary value in revenue net of returns,
-- the mean and standard deviation of the gaps between purchase days, and the revenue of the last 12 months.
WITH purchase_days AS (
  SELECT customer_key, day FROM orders WHERE is_activity GROUP BY customer_key, day
),
gaps AS (
  SELECT customer_key, day - lag(day) OVER (PARTITION BY customer_key ORDER BY day) AS gap_days FROM purchase_days
),
rhythms AS (
  SELECT
    customer_key,
    CAST(COUNT(*) AS INTEGER) AS purchase_days,
    CAST(AVG(gap_days) AS DOUBLE PRECISION) AS mean_gap,
    CAST(stddev_samp(gap_days) AS DOUBLE PRECISION) AS gap_deviation
  FROM gaps
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
  rhythms.purchase_days,
  rhythms.mean_gap,
  rhythms.gap_deviation,
  coalesce(recent.revenue, 0) AS recent_revenue
FROM customers
JOIN rhythms ON rhythms.customer_key = customers.customer_key
LEFT JOIN recent ON recent.customer_key = customers.customer_key
ORDER BY customers.customer;
