-- One row is one customer in one period of one unit with an order or a return, with what makes retention a plain
-- count: the first period, the neighbouring active periods and the place in the customer's row of active periods.
-- orders is 0 and the last four are NULL where there were only returns. For personal units the period is the age.
INSERT INTO activity
WITH first_periods AS (
  SELECT customer_key, MIN(period) AS first_period
  FROM placed_orders
  WHERE orders > 0
  GROUP BY customer_key
),
active AS (
  SELECT
    customer_key,
    period,
    orders,
    revenue,
    last_day,
    CAST(row_number() OVER periods_of_customer AS INTEGER) - 1 AS sequence,
    lag(period) OVER periods_of_customer AS previous_period,
    lead(period) OVER periods_of_customer AS next_period,
    lag(last_day) OVER periods_of_customer AS previous_last_day
  FROM placed_orders
  WHERE orders > 0
  WINDOW periods_of_customer AS (PARTITION BY customer_key ORDER BY period)
),
returned AS (
  SELECT customer_key, period, orders, revenue
  FROM placed_orders
  WHERE orders = 0
)
SELECT
  $unit AS unit,
  active.customer_key,
  active.period,
  first_periods.first_period,
  active.orders,
  active.revenue,
  active.last_day,
  active.sequence,
  active.previous_period,
  active.next_period,
  active.previous_last_day
FROM active
JOIN first_periods ON first_periods.customer_key = active.customer_key
UNION ALL
SELECT $unit, returned.customer_key, returned.period, first_periods.first_period, 0, returned.revenue, NULL, NULL, NULL, NULL, NULL
FROM returned
JOIN first_periods
  ON first_periods.customer_key = returned.customer_key
  AND first_periods.first_period <= returned.period;
