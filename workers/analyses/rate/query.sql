-- One row is one period: the customers at its start and end, and how they came and went in between.
-- A customer counts at the end of a period (or at the last observed day) while the last purchase is at most
-- $lapse_window_days days old.
WITH bounds AS (
  SELECT period, label, first_day, observed_to, is_complete FROM periods WHERE unit = $unit
),
changes AS (
  SELECT
    period,
    SUM(first_at_end) FILTER (WHERE silent_days <= $lapse_window_days) AS new_customers,
    SUM(at_end - at_both) FILTER (WHERE silent_days <= $lapse_window_days) AS resurrected,
    SUM(first_at_end + at_end) FILTER (WHERE silent_days > $lapse_window_days) AS gone_at_end,
    SUM(at_start - at_both) FILTER (WHERE silent_days <= $lapse_window_days) AS lost
  FROM activity_moves
  WHERE unit = $unit
  GROUP BY period
),
-- Whoever is a customer lapses some time after the last purchase of a period, unless the next one comes before.
last_days AS (
  SELECT
    CASE WHEN is_start THEN bounds.first_day - 1 ELSE bounds.observed_to END - activity_moves.silent_days AS last_day,
    SUM(
      CASE WHEN is_start THEN -activity_moves.at_start ELSE activity_moves.first_at_end + activity_moves.at_end END
    ) AS customers
  FROM activity_moves
  JOIN bounds ON bounds.period = activity_moves.period
  CROSS JOIN (VALUES (FALSE), (TRUE)) AS sides (is_start)
  WHERE activity_moves.unit = $unit AND activity_moves.silent_days <= $lapse_window_days
  GROUP BY 1
),
lapses AS (
  SELECT bounds.period, SUM(last_days.customers) AS lost
  FROM last_days
  JOIN bounds ON last_days.last_day + $lapse_window_days BETWEEN bounds.first_day - 1 AND bounds.observed_to - 1
  GROUP BY bounds.period
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
