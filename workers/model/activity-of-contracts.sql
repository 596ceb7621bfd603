-- One row is one customer in one period in which the contract was live on at least one day; a step towards activity.
-- last_day is the last live day in the period.
CREATE TABLE placed_orders AS
SELECT
  customers.customer_key,
  periods.period,
  CAST(1 AS INTEGER) AS orders,
  CAST(NULL AS DOUBLE PRECISION) AS revenue,
  LEAST(customers.last_day, periods.observed_to) AS last_day
FROM customers
JOIN periods
  ON periods.unit = $unit
  AND periods.first_day <= customers.last_day
  AND periods.last_day >= customers.first_day;
