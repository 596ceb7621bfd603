-- One row is one cohort, observed for a number of whole intervals of the customers' own age, at one bracket of ages:
-- how many customers were active in at least one interval of it. Brackets are those of bracket.sql.
WITH observed AS (
  SELECT
    customers.customer_key,
    calendar.period AS cohort,
    CAST(floor(($as_of_day - customers.first_day + 1) / CAST($interval_days AS DOUBLE PRECISION)) AS INTEGER) AS intervals
  FROM customers
  JOIN calendar ON calendar.unit = $unit AND calendar.day = customers.first_day
),
placed AS (
  SELECT
    customer_key,
    CAST(ceil(period / CAST($bracket_length AS DOUBLE PRECISION)) AS INTEGER) AS bracket,
    CAST(ceil(previous_period / CAST($bracket_length AS DOUBLE PRECISION)) AS INTEGER) AS previous_bracket
  FROM activity
  WHERE unit = $personal_unit AND orders > 0
)
SELECT observed.cohort, observed.intervals, placed.bracket, CAST(COUNT(*) AS INTEGER) AS active
FROM placed
JOIN observed ON observed.customer_key = placed.customer_key
WHERE placed.previous_bracket IS NULL OR placed.previous_bracket < placed.bracket
GROUP BY observed.cohort, observed.intervals, placed.bracket
ORDER BY 1, 2, 3;
