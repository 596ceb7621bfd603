-- One row is one period: the customers at its start and end, and how they came and went in between.
-- A customer counts at the end of a period (or at the last observed day) while the last purchase is at most
-- $lapse_window_days days old.
WITH bounds AS (
  SELECT period, label, observed_to, is_complete FROM periods WHERE unit = $unit
),
purchases AS (
  SELECT period, sequence, next_period, last_day, previous_last_day FROM activity WHERE unit = $unit AND orders > 0
),
covers AS (
  SELECT last_days.last_day, MAX(bounds.period) AS covered_to
  FROM (SELECT DISTINCT last_day FROM purchases) AS last_days
  JOIN bounds ON bounds.observed_to <= last_days.last_day + $lapse_window_days
  GROUP BY last_days.last_day
),
moves AS (
  SELECT
    purchases.period,
    purchases.sequence = 0 AS is_first,
    coalesce(before.covered_to, -1) >= purchases.period - 1 AND purchases.sequence > 0 AS at_start,
    coalesce(now.covered_to, -1) >= purchases.period AS at_end,
    CASE
      WHEN now.covered_to >= purchases.period
        AND (purchases.next_period IS NULL OR purchases.next_period > now.covered_to + 1)
      THEN now.covered_to + 1
    END AS lapses_in,
    COUNT(*) AS customers
  FROM purchases
  LEFT JOIN covers AS now ON now.last_day = purchases.last_day
  LEFT JOIN covers AS before ON before.last_day = purchases.previous_last_day
  GROUP BY 1, 2, 3, 4, 5
),
changes AS (
  SELECT
    period,
    SUM(customers) FILTER (WHERE is_first AND at_end) AS new_customers,
    SUM(customers) FILTER (WHERE NOT is_first AND NOT at_start AND at_end) AS resurrected,
    SUM(customers) FILTER (WHERE NOT at_start AND NOT at_end) AS came_and_went,
    SUM(customers) FILTER (WHERE at_start AND NOT at_end) AS lost
  FROM moves
  GROUP BY period
),
lapses AS (
  SELECT lapses_in AS period, SUM(customers) AS lost FROM moves WHERE lapses_in IS NOT NULL GROUP BY lapses_in
),
filled AS (
  SELECT
    bounds.period,
    bounds.label,
    bounds.is_complete,
    coalesce(changes.new_customers, 0) AS new_customers,
    coalesce(changes.resurrected, 0) AS resurrected,
    coalesce(changes.came_and_went, 0) AS came_and_went,
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
