-- One row: what the rows of the table are, before anything is built of them. Days count from 1970-01-01.
SELECT
  CAST(COUNT(*) AS INTEGER) AS rows_read,
  CAST(COUNT(problem) AS INTEGER) AS with_problem,
  MIN(day) AS first_day,
  MAX(day) AS last_day,
  MIN(start_day) AS first_start,
  MAX(start_day) AS last_start,
  MAX(end_day) AS last_end
FROM checked_lines;
