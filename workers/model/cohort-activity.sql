-- One row is one cohort in one period after one previous active period: its customers, those of them seen for the last
-- time, those active without a break so far, and their orders and revenue. What the triangle is made of, without
-- going back to single customers. Rows without customers hold returns of periods without an order.
INSERT INTO cohort_activity
SELECT
  unit,
  first_period,
  period,
  previous_period,
  CAST(COUNT(*) FILTER (WHERE orders > 0) AS INTEGER) AS customers,
  CAST(COUNT(*) FILTER (WHERE orders > 0 AND next_period IS NULL) AS INTEGER) AS last_seen,
  CAST(COUNT(*) FILTER (WHERE sequence = period - first_period) AS INTEGER) AS unbroken,
  CAST(SUM(orders) AS INTEGER) AS orders,
  SUM(revenue) AS revenue
FROM activity
WHERE unit = $unit
GROUP BY unit, first_period, period, previous_period;
