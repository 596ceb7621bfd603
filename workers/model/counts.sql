-- One row: what the rows of the table came to, before the canonical tables are built.
SELECT
  CAST(COUNT(*) AS INTEGER) AS rows_read,
  CAST(COUNT(customer_key) AS INTEGER) AS with_customer,
  CAST(COUNT(amount) AS INTEGER) AS with_amount,
  CAST(COUNT(problem) AS INTEGER) AS with_problem,
  MAX(day) AS last_day
FROM keyed_lines;
