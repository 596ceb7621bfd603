-- One row is one purchase: a customer and a day with at least one order that counts, the sum of those orders, and the
-- day of the purchase before. Several orders on one day are one purchase, as the BTYD papers have it.
INSERT INTO purchases
WITH days AS (
  SELECT customer_key, day, SUM(amount) AS amount FROM orders WHERE is_activity GROUP BY customer_key, day
)
SELECT customer_key, day, lag(day) OVER (PARTITION BY customer_key ORDER BY day) AS previous_day, amount
FROM days;
