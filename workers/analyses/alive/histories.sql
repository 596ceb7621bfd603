-- One row is one customer whose first purchase is no later than $calibration_day, as seen on that day: repeat
-- purchases, days from the first to the last purchase and to that day, the last day, the mean amount of a purchase and
-- of a repeat purchase, the median gap of those with three purchases or more, and the revenue net of returns. Customers
-- with the same frequency, recency and age share the number of their history: the models can't tell them apart.
WITH summaries AS (
  SELECT
    customer_key,
    MIN(day) AS first_day,
    MAX(day) AS last_day,
    COUNT(*) AS purchases,
    AVG(amount) AS mean_amount,
    AVG(amount) FILTER (WHERE previous_day IS NOT NULL) AS mean_repeat_amount
  FROM purchases
  WHERE day <= $calibration_day
  GROUP BY customer_key
),
rhythms AS (
  SELECT
    customer_key,
    CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY day - previous_day) AS DOUBLE PRECISION) AS usual_gap_days
  FROM purchases
  WHERE day <= $calibration_day AND previous_day IS NOT NULL
  GROUP BY customer_key
  HAVING COUNT(*) >= 2
),
spent AS (
  SELECT customer_key, SUM(amount) AS revenue
  FROM orders
  WHERE day <= $calibration_day
  GROUP BY customer_key
)
SELECT
  customers.customer,
  CAST(summaries.purchases - 1 AS INTEGER) AS frequency,
  CAST(summaries.last_day - summaries.first_day AS INTEGER) AS recency_days,
  CAST($calibration_day - summaries.first_day AS INTEGER) AS age_days,
  CAST(summaries.last_day AS INTEGER) AS last_day,
  CAST(summaries.mean_amount AS DOUBLE PRECISION) AS mean_amount,
  CAST(summaries.mean_repeat_amount AS DOUBLE PRECISION) AS mean_repeat_amount,
  rhythms.usual_gap_days,
  CAST(spent.revenue AS DOUBLE PRECISION) AS revenue,
  CAST(
    dense_rank() OVER (
      ORDER BY
        summaries.purchases, summaries.first_day DESC, summaries.last_day - summaries.first_day
    ) AS INTEGER
  ) AS history
FROM summaries
JOIN customers ON customers.customer_key = summaries.customer_key
JOIN spent ON spent.customer_key = summaries.customer_key
LEFT JOIN rhythms ON rhythms.customer_key = summaries.customer_key
ORDER BY customers.customer;
