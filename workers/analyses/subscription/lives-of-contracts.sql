-- One row is one length of contract and one length of observation, in calendar months from the start: how many contracts
-- have ended, and how many are open. A length between two whole months is written as a half; a contract from the 31st
-- comes to its month on the last day of a shorter one. observed_months counts whole months until the last observed day.
WITH days AS (
  SELECT
    calendar.day,
    calendar.period AS month,
    calendar.day - periods.first_day AS day_of_month,
    calendar.day = periods.last_day AS is_last
  FROM calendar
  JOIN periods ON periods.unit = calendar.unit AND periods.period = calendar.period
  WHERE calendar.unit = 'month'
),
lengths AS (
  SELECT
    last_days.month - first_days.month AS months,
    last_days.day_of_month - first_days.day_of_month AS days_over,
    last_days.is_last,
    observed.month - first_days.month
      - CASE WHEN observed.day_of_month < first_days.day_of_month AND NOT observed.is_last THEN 1 ELSE 0 END
      AS observed_months,
    customers.end_day IS NOT NULL AS has_ended
  FROM customers
  JOIN days AS first_days ON first_days.day = customers.start_day
  JOIN days AS last_days ON last_days.day = GREATEST(coalesce(customers.end_day, $as_of_day), customers.start_day)
  JOIN days AS observed ON observed.day = $as_of_day
)
SELECT
  CAST(months AS DOUBLE PRECISION)
    + CASE WHEN days_over > 0 THEN 0.5 WHEN days_over < 0 AND NOT is_last THEN -0.5 ELSE 0 END AS months,
  observed_months,
  CAST(COUNT(*) FILTER (WHERE has_ended) AS INTEGER) AS ended,
  CAST(COUNT(*) FILTER (WHERE NOT has_ended) AS INTEGER) AS open
FROM lengths
GROUP BY 1, 2
ORDER BY 1, 2;
