-- One row is one order or return: each line of the file is an order of its own (setting orderByRow).
CREATE TABLE orders AS
SELECT
  lines.customer_key,
  lines.day,
  lines.amount,
  lines.amount IS NULL OR lines.amount > 0 OR (lines.amount = 0 AND $zero_is_activity) AS is_activity
FROM keyed_lines AS lines
WHERE lines.day <= $as_of_day;
