-- One row is one order or return: each line of the file is an order of its own (setting orderByRow).
INSERT INTO orders
SELECT
  lines.customer_key,
  lines.day,
  lines.amount,
  lines.amount IS NULL OR lines.amount > 0 OR (lines.amount = 0 AND $zero_is_activity) AS is_activity
FROM used_lines AS lines
WHERE lines.day <= $as_of_day AND lines.customer_key BETWEEN $first_key AND $last_key;
