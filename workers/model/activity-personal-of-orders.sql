-- One row is one customer in one interval of their own age, counted from their first purchase; a step towards activity.
-- Returns of purchases made before the first one in the data have no age and are left out.
CREATE TABLE placed_orders AS
SELECT
  orders.customer_key,
  CAST(floor((orders.day - customers.first_day) / CAST($interval_days AS DOUBLE PRECISION)) AS INTEGER) AS period,
  CAST(COUNT(*) FILTER (WHERE orders.is_activity) AS INTEGER) AS orders,
  SUM(orders.amount) AS revenue,
  MAX(orders.day) FILTER (WHERE orders.is_activity) AS last_day
FROM orders
JOIN customers ON customers.customer_key = orders.customer_key
WHERE orders.day >= customers.first_day
GROUP BY 1, 2;
