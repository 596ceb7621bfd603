-- One row is one order or return: the lines that share a customer and an order id, dated at the earliest.
-- amount is rounded to 8 decimals so that lines that cancel out make exactly zero, not a floating-point remainder.
INSERT INTO orders
WITH summed AS (
  SELECT
    lines.customer_key,
    MIN(lines.day) AS day,
    round(SUM(lines.amount), 8) AS amount
  FROM used_lines AS lines
  WHERE lines.customer_key BETWEEN $first_key AND $last_key
  GROUP BY lines.customer_key, coalesce(lines.order_id, 'day ' || CAST(lines.day AS VARCHAR))
)
SELECT
  customer_key,
  day,
  amount,
  amount IS NULL OR amount > 0 OR (amount = 0 AND $zero_is_activity) AS is_activity
FROM summed
WHERE day <= $as_of_day;
