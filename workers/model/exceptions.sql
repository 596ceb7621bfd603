-- One row: how many rows of the table are used, and how many of those lack an amount or lie after the observation.
SELECT
  CAST(COUNT(*) FILTER (WHERE customer_key IS NOT NULL AND problem IS NULL) AS INTEGER) AS rows_used,
  CAST(COUNT(*) FILTER (WHERE customer_key IS NOT NULL AND problem IS NULL AND amount IS NULL) AS INTEGER) AS without_amount,
  CAST(COUNT(*) FILTER (WHERE day > $as_of_day) AS INTEGER) AS after_as_of
FROM keyed_lines;
