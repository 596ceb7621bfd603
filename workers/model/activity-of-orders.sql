-- One row is one customer in one period with an order or a return; a step towards activity.
CREATE TABLE placed_orders AS
SELECT
  orders.customer_key,
  calendar.period,
  CAST(COUNT(*) FILTER (WHERE orders.is_activity) AS INTEGER) AS orders,
  SUM(orders.amount) AS revenue,
  MAX(orders.day) FILTER (WHERE orders.is_activity) AS last_day
FROM orders
JOIN calendar ON calendar.unit = $unit AND calendar.day = orders.day
GROUP BY orders.customer_key, calendar.period;
