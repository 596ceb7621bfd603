-- One row is one cohort, observed for a number of intervals, at one age: how many customers were active, were seen
-- for the last time, and had been active without a break, with their orders and revenue. Ages and cohorts are periods.
SELECT
  cohort_activity.first_period AS cohort,
  last_period.period - cohort_activity.first_period + 1 AS intervals,
  cohort_activity.period - cohort_activity.first_period AS age,
  CAST(SUM(cohort_activity.customers) AS INTEGER) AS active,
  CAST(SUM(cohort_activity.last_seen) AS INTEGER) AS last_seen,
  CAST(SUM(cohort_activity.unbroken) AS INTEGER) AS unbroken,
  CAST(SUM(cohort_activity.orders) AS INTEGER) AS orders,
  SUM(cohort_activity.revenue) AS revenue
FROM cohort_activity
CROSS JOIN (SELECT MAX(period) AS period FROM periods WHERE unit = $unit) AS last_period
WHERE cohort_activity.unit = $unit
GROUP BY cohort_activity.first_period, last_period.period, cohort_activity.period
ORDER BY 1, 2, 3;
