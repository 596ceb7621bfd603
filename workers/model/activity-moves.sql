-- One row is one period and one number of days of silence: of the customers active in the period, how many had bought so
-- many days before its end (first_at_end: in their first period; at_end: in a later one), how many of the latter so many
-- days before its start (at_start), and how many are such that the longer of the two silences is so many days (at_both).
-- What the retention rate is made of for any lapse window, without going back to single customers.
INSERT INTO activity_moves
WITH silences AS (
  SELECT
    activity.period,
    activity.sequence > 0 AS had_bought,
    periods.observed_to - activity.last_day AS at_end,
    former_periods.observed_to - activity.previous_last_day AS at_start
  FROM activity
  JOIN periods ON periods.unit = $unit AND periods.period = activity.period
  LEFT JOIN periods AS former_periods ON former_periods.unit = $unit AND former_periods.period = activity.period - 1
  WHERE activity.unit = $unit AND activity.orders > 0
),
counted AS (
  SELECT
    period,
    at_end AS silent_days,
    COUNT(*) FILTER (WHERE NOT had_bought) AS first_at_end,
    COUNT(*) FILTER (WHERE had_bought) AS at_end,
    0 AS at_start,
    COUNT(*) FILTER (WHERE had_bought AND at_start <= at_end) AS at_both
  FROM silences
  GROUP BY 1, 2
  UNION ALL
  SELECT period, at_start, 0, 0, COUNT(*), COUNT(*) FILTER (WHERE at_start > at_end)
  FROM silences
  WHERE had_bought
  GROUP BY 1, 2
)
SELECT
  $unit AS unit,
  period,
  silent_days,
  CAST(SUM(first_at_end) AS INTEGER),
  CAST(SUM(at_end) AS INTEGER),
  CAST(SUM(at_start) AS INTEGER),
  CAST(SUM(at_both) AS INTEGER)
FROM counted
GROUP BY period, silent_days;
