-- One row: what the rows of the table came to, before the canonical tables are built. Days count from 1970-01-01.
SELECT
  CAST(COUNT(*) AS INTEGER) AS rows_read,
  CAST(COUNT(customer_key) AS INTEGER) AS with_customer,
  CAST(COUNT(amount) AS INTEGER) AS with_amount,
  CAST(COUNT(problem) AS INTEGER) AS with_problem,
  MIN(day) AS first_day,
  MAX(day) AS last_day,
  MIN(start_day) AS first_start,
  MAX(start_day) AS last_start,
  MAX(end_day) AS last_end
FROM keyed_lines;
