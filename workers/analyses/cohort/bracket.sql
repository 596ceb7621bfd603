-- One row is one cohort, observed for a number of intervals, at one bracket of ages: how many customers were active in
-- at least one period of it. Bracket 0 is age 0; bracket b holds the $bracket_length ages up to b times that. A
-- customer counts in the first of their active periods that lies in the bracket.
WITH placed AS (
  SELECT
    first_period AS cohort,
    customers,
    CAST(ceil((period - first_period) / CAST($bracket_length AS DOUBLE PRECISION)) AS INTEGER) AS bracket,
    CAST(ceil((previous_period - first_period) / CAST($bracket_length AS DOUBLE PRECISION)) AS INTEGER) AS previous_bracket
  FROM cohort_activity
  WHERE unit = $unit AND customers > 0
)
SELECT
  placed.cohort,
  last_period.period - placed.cohort + 1 AS intervals,
  placed.bracket,
  CAST(SUM(placed.customers) AS INTEGER) AS active
FROM placed
CROSS JOIN (SELECT MAX(period) AS period FROM periods WHERE unit = $unit) AS last_period
WHERE placed.previous_bracket IS NULL OR placed.previous_bracket < placed.bracket
GROUP BY placed.cohort, last_period.period, placed.bracket
ORDER BY 1, 2, 3;
