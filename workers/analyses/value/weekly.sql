-- One row is one week since the first observed day: repeat purchases in it of the customers whose first purchase is no
-- later than $calibration_day.
SELECT
  CAST(floor((purchases.day - $from_day) / 7.0) AS INTEGER) + 1 AS week,
  CAST(COUNT(*) AS INTEGER) AS repeat_purchases
FROM purchases
JOIN customers ON customers.customer_key = purchases.customer_key
WHERE customers.first_day <= $calibration_day AND purchases.previous_day IS NOT NULL
GROUP BY 1
ORDER BY 1;
