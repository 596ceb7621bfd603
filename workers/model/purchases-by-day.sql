-- One row is one purchase: a customer and a day with at least one order that counts, the sum of those orders, and the
-- day of the purchase before. Without an order id the orders of a day are one already.
INSERT INTO purchases
SELECT customer_key, day, lag(day) OVER (PARTITION BY customer_key ORDER BY day) AS previous_day, amount
FROM orders
WHERE is_activity;
