-- One row: what the rows of the file came to, before the canonical tables are built. Days count from 1970-01-01.
SELECT
  CAST(COUNT(*) AS INTEGER) AS rows_read,
  CAST(COUNT(*) FILTER (WHERE customer IS NULL) AS INTEGER) AS rows_without_customer,
  CAST(COUNT(*) FILTER (WHERE customer IS NOT NULL AND problem IS NULL AND amount IS NULL) AS INTEGER) AS rows_without_amount,
  CAST(COUNT(*) FILTER (WHERE customer IS NOT NULL AND problem IS NULL) AS INTEGER) AS rows_used,
  MIN(LEAST(day, start_day)) FILTER (WHERE problem IS NULL) AS from_day,
  MAX(GREATEST(day, start_day, end_day)) FILTER (WHERE problem IS NULL) AS to_day,
  CAST(COUNT(*) FILTER (WHERE day > $as_of_day) AS INTEGER) AS rows_after_as_of
FROM lines;
