-- One row is one customer in one interval of their contract's age in which it was live; a step towards activity.
CREATE TABLE placed_orders AS
SELECT
  customers.customer_key,
  CAST(ages.age AS INTEGER) AS period,
  CAST(1 AS INTEGER) AS orders,
  CAST(NULL AS DOUBLE PRECISION) AS revenue,
  LEAST(customers.last_day, customers.first_day + CAST((ages.age + 1) * $interval_days - 1 AS INTEGER)) AS last_day
FROM customers
JOIN range(40000) AS ages (age) ON customers.first_day + ages.age * $interval_days <= customers.last_day;
