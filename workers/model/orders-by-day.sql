-- One row is one order or return: without an order id, all lines of one customer on one day (the BTYD convention).
-- amount is rounded to 8 decimals so that lines that cancel out make exactly zero, not a floating-point remainder.
INSERT INTO orders
WITH summed AS (
  SELECT
    lines.customer_key,
    lines.day,
    round(SUM(lines.amount), 8) AS amount
  FROM used_lines AS lines
  WHERE lines.day <= $as_of_day AND lines.customer_key BETWEEN $first_key AND $last_key
  GROUP BY lines.customer_key, lines.day
)
SELECT
  customer_key,
  day,
  amount,
  amount IS NULL OR amount > 0 OR (amount = 0 AND $zero_is_activity) AS is_activity
FROM summed;
