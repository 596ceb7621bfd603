-- One row is one customer with returns or orders of zero, and how many of each.
SELECT
  customer_key,
  CAST(COUNT(*) FILTER (WHERE amount < 0) AS INTEGER) AS returns,
  CAST(COUNT(*) FILTER (WHERE amount = 0) AS INTEGER) AS zero_orders
FROM orders
WHERE amount <= 0
GROUP BY customer_key;
