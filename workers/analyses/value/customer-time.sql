-- One row: the days that all customers together have been customers. After each purchase somebody is a customer until
-- the next one, for $lapse_window_days days, or until the last observed day, whichever comes first.
SELECT
  CAST(
    SUM(LEAST(purchases.day - purchases.previous_day, $lapse_window_days)) FILTER (
      WHERE purchases.previous_day IS NOT NULL
    ) AS DOUBLE PRECISION
  ) AS between_purchases,
  (
    SELECT CAST(SUM(LEAST($as_of_day + 1 - last_day, $lapse_window_days)) AS DOUBLE PRECISION) FROM customers
  ) AS after_the_last
FROM purchases;
