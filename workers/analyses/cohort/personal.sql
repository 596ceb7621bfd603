-- One row is one cohort, observed for a number of whole intervals of the customers' own age, at one age: how many
-- customers were active, were seen for the last time, and had been active without a break, with orders and revenue.
WITH observed AS (
  SELECT
    customers.customer_key,
    calendar.period AS cohort,
    CAST(floor(($as_of_day - customers.first_day + 1) / CAST($interval_days AS DOUBLE PRECISION)) AS INTEGER) AS intervals
  FROM customers
  JOIN calendar ON calendar.unit = $unit AND calendar.day = customers.first_day
)
SELECT
  observed.cohort,
  observed.intervals,
  activity.period AS age,
  CAST(COUNT(*) FILTER (WHERE activity.orders > 0) AS INTEGER) AS active,
  CAST(COUNT(*) FILTER (WHERE activity.orders > 0 AND activity.next_period IS NULL) AS INTEGER) AS last_seen,
  CAST(COUNT(*) FILTER (WHERE activity.sequence = activity.period) AS INTEGER) AS unbroken,
  CAST(SUM(activity.orders) AS INTEGER) AS orders,
  SUM(activity.revenue) AS revenue
FROM activity
JOIN observed ON observed.customer_key = activity.customer_key
WHERE activity.unit = $personal_unit
GROUP BY observed.cohort, observed.intervals, activity.period
ORDER BY 1, 2, 3;
