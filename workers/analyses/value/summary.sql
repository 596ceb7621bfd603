-- One row is one customer whose first purchase is no later than $calibration_day: repeat purchase days, days from the
-- first to the last of them and to the end of calibration, the amount of the repeat purchases, the purchase days after
-- calibration, and the revenue so far. Several orders on one day are one purchase; returns are none.
WITH purchase_days AS (
  SELECT customer_key, day, SUM(amount) AS amount FROM orders WHERE is_activity GROUP BY customer_key, day
)
SELECT
  customers.customer,
  customers.first_day,
  CAST(COUNT(*) FILTER (WHERE purchase_days.day <= $calibration_day) AS INTEGER) - 1 AS frequency,
  MAX(purchase_days.day) FILTER (WHERE purchase_days.day <= $calibration_day) - customers.first_day AS recency_days,
  CAST($calibration_day - customers.first_day AS INTEGER) AS age_days,
  coalesce(
    SUM(purchase_days.amount) FILTER (
      WHERE purchase_days.day > customers.first_day AND purchase_days.day <= $calibration_day
    ), 0
  ) AS repeat_amount,
  CAST(COUNT(*) FILTER (WHERE purchase_days.day > $calibration_day) AS INTEGER) AS holdout_purchases,
  customers.revenue,
  customers.orders
FROM purchase_days
JOIN customers ON customers.customer_key = purchase_days.customer_key
WHERE customers.first_day <= $calibration_day
GROUP BY customers.customer_key, customers.customer, customers.first_day, customers.revenue, customers.orders
ORDER BY customers.customer;
