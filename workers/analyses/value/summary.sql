-- One row is one customer whose first purchase is no later than $calibration_day: repeat purchases, days from the first
-- to the last of them and to the end of calibration, the amount of the repeat purchases, the purchases after
-- calibration, and the revenue so far. Several orders on one day are one purchase; returns are none. Customers with the
-- same frequency, recency and age share the number of their history: the models can't tell them apart.
WITH summaries AS (
  SELECT
    customers.customer_key,
    customers.customer,
    customers.first_day,
    customers.orders,
    customers.revenue,
    CAST($as_of_day + 1 - customers.last_day AS INTEGER) AS silent_days,
    CAST(COUNT(*) FILTER (WHERE purchases.day <= $calibration_day) AS INTEGER) - 1 AS frequency,
    CAST(MAX(purchases.day) FILTER (WHERE purchases.day <= $calibration_day) - customers.first_day AS INTEGER)
      AS recency_days,
    CAST($calibration_day - customers.first_day AS INTEGER) AS age_days,
    coalesce(
      SUM(purchases.amount) FILTER (WHERE purchases.previous_day IS NOT NULL AND purchases.day <= $calibration_day), 0
    ) AS repeat_amount,
    CAST(COUNT(*) FILTER (WHERE purchases.day > $calibration_day) AS INTEGER) AS holdout_purchases
  FROM purchases
  JOIN customers ON customers.customer_key = purchases.customer_key
  WHERE customers.first_day <= $calibration_day
  GROUP BY
    customers.customer_key, customers.customer, customers.first_day, customers.last_day, customers.orders,
    customers.revenue
)
SELECT
  summaries.customer,
  summaries.first_day,
  summaries.orders,
  summaries.revenue,
  summaries.silent_days,
  summaries.frequency,
  summaries.recency_days,
  summaries.age_days,
  summaries.repeat_amount,
  summaries.holdout_purchases,
  CAST(dense_rank() OVER (ORDER BY summaries.frequency, summaries.age_days, summaries.recency_days) AS INTEGER)
    AS history,
  attributes.value AS group_name
FROM summaries
LEFT JOIN attributes
  ON attributes.customer_key = summaries.customer_key AND attributes.attribute = $group_by
ORDER BY summaries.customer;
