-- One row: the size of the canonical tables.
SELECT
  CAST(COUNT(*) FILTER (WHERE amount < 0) AS INTEGER) AS returns,
  CAST(COUNT(*) FILTER (WHERE amount = 0) AS INTEGER) AS zero_orders,
  CAST(COUNT(*) FILTER (WHERE is_activity) AS INTEGER) AS orders,
  CAST(COUNT(*) AS INTEGER) AS orders_and_returns,
  SUM(amount) AS revenue,
  (SELECT CAST(COUNT(*) AS INTEGER) FROM customers) AS customers
FROM orders;
