-- One row is one cohort, observed for a number of intervals, at one age: how many customers were active, were seen
-- for the last time, and had been active without a break, with their orders and revenue. Ages and cohorts are periods.
SELECT
  activity.first_period AS cohort,
  last_period.period - activity.first_period + 1 AS intervals,
  activity.period - activity.first_period AS age,
  CAST(COUNT(*) FILTER (WHERE activity.orders > 0) AS INTEGER) AS active,
  CAST(COUNT(*) FILTER (WHERE activity.orders > 0 AND activity.next_period IS NULL) AS INTEGER) AS last_seen,
  CAST(COUNT(*) FILTER (WHERE activity.sequence = activity.period - activity.first_period) AS INTEGER) AS unbroken,
  CAST(SUM(activity.orders) AS INTEGER) AS orders,
  SUM(activity.revenue) AS revenue
FROM activity
CROSS JOIN (SELECT MAX(period) AS period FROM periods WHERE unit = $unit) AS last_period
WHERE activity.unit = $unit
GROUP BY activity.first_period, last_period.period, activity.period
ORDER BY 1, 2, 3;
