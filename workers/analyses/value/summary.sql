-- One row is one customer whose first purchase is no later than $calibration_day: repeat purchases, days from the first
-- to the last of them and to the end of calibration, the amount of the repeat purchases, the purchases after
-- calibration, and the revenue so far. Several orders on one day are one purchase; returns are none.
SELECT
  customers.customer,
  customers.first_day,
  CAST(COUNT(*) FILTER (WHERE purchases.day <= $calibration_day) AS INTEGER) - 1 AS frequency,
  MAX(purchases.day) FILTER (WHERE purchases.day <= $calibration_day) - customers.first_day AS recency_days,
  CAST($calibration_day - customers.first_day AS INTEGER) AS age_days,
  coalesce(
    SUM(purchases.amount) FILTER (WHERE purchases.previous_day IS NOT NULL AND purchases.day <= $calibration_day), 0
  ) AS repeat_amount,
  CAST(COUNT(*) FILTER (WHERE purchases.day > $calibration_day) AS INTEGER) AS holdout_purchases,
  customers.revenue
FROM purchases
JOIN customers ON customers.customer_key = purchases.customer_key
WHERE customers.first_day <= $calibration_day
GROUP BY customers.customer_key, customers.customer, customers.first_day, customers.revenue
ORDER BY customers.customer;
