-- One row is one week since the first observed day: repeat purchase days in it of the customers whose first purchase
-- is no later than $calibration_day.
SELECT
  CAST(floor((purchase_days.day - $from_day) / 7.0) AS INTEGER) + 1 AS week,
  CAST(COUNT(*) AS INTEGER) AS repeat_purchases
FROM (SELECT customer_key, day FROM orders WHERE is_activity GROUP BY customer_key, day) AS purchase_days
JOIN customers ON customers.customer_key = purchase_days.customer_key
WHERE customers.first_day <= $calibration_day AND purchase_days.day > customers.first_day
GROUP BY 1
ORDER BY 1;
