-- One row is one period: the customers at its start and end, and how they came and went in between.
-- A customer counts at the end of a period (or at the last observed day) while the last purchase is at most
-- $lapse_window_days days old.
WITH bounds AS (
  SELECT period, label, observed_to, is_complete FROM periods WHERE unit = $unit
),
moves AS (
  SELECT period, silent_days, first_at_end, at_end, at_start, at_both FROM activity_moves WHERE unit = $unit
),
changes AS (
  SELECT
    period,
    SUM(first_at_end) FILTER (WHERE silent_days <= $lapse_window_days) AS new_customers,
    SUM(at_end - at_both) FILTER (WHERE silent_days <= $lapse_window_days) AS resurrected,
    SUM(first_at_end + at_end) FILTER (WHERE silent_days > $lapse_window_days) AS gone_at_end,
    SUM(at_start - at_both) FILTER (WHERE silent_days <= $lapse_window_days) AS lost
  FROM moves
  GROUP BY period
),
-- Whoever is a customer lapses some time after the last purchase of a period, unless the next one comes before.
last_days AS (
  SELECT bounds.observed_to - moves.silent_days AS last_day, moves.first_at_end + moves.at_end AS customers
  FROM moves
  JOIN bounds ON bounds.period = moves.period
  WHERE moves.silent_days <= $lapse_window_days
  UNION ALL
  SELECT bounds.observed_to - moves.silent_days, -moves.at_start
  FROM moves
  JOIN bounds ON bounds.period = moves.period - 1
  WHERE moves.silent_days <= $lapse_window_days
),
lapsing AS (
  SELECT last_day, SUM(customers) AS customers FROM last_days GROUP BY last_day
),
covers AS (
  SELECT lapsing.last_day, MAX(bounds.period) AS covered_to
  FROM lapsing
  JOIN bounds ON bounds.observed_to <= lapsing.last_day + $lapse_window_days
  GROUP BY lapsing.last_day
),
lapses AS (
  SELECT covers.covered_to + 1 AS period, SUM(lapsing.customers) AS lost
  FROM lapsing
  JOIN covers ON covers.last_day = lapsing.last_day
  GROUP BY covers.covered_to
),
filled AS (
  SELECT
    bounds.period,
    bounds.label,
    bounds.is_complete,
    coalesce(changes.new_customers, 0) AS new_customers,
    coalesce(changes.resurrected, 0) AS resurrected,
    coalesce(changes.gone_at_end, 0) - coalesce(changes.lost, 0) AS came_and_went,
    coalesce(changes.lost, 0) + coalesce(lapses.lost, 0) AS lost
  FROM bounds
  LEFT JOIN changes ON changes.period = bounds.period
  LEFT JOIN lapses ON lapses.period = bounds.period
),
counted AS (
  SELECT *, SUM(new_customers + resurrected - lost) OVER (ORDER BY period) AS end_customers FROM filled
)
SELECT
  label AS period,
  CAST(end_customers - new_customers - resurrected + lost AS INTEGER) AS start_customers,
  CAST(new_customers AS INTEGER) AS new_customers,
  CAST(resurrected AS INTEGER) AS resurrected,
  CAST(lost AS INTEGER) AS lost,
  CAST(end_customers AS INTEGER) AS end_customers,
  CAST(came_and_went AS INTEGER) AS came_and_went,
  is_complete AS complete
FROM counted
ORDER BY counted.period;
