-- One row is one row of activity of one unit, in few bytes: days count from $first_day, 65535 stands for none. flags is the
-- sum of 1 in the last active period of a customer, 2 while they have been active without a break, 4 where there is an
-- order that counts, 8 where there is revenue.
SELECT
  customer_key,
  CAST(first_period AS USMALLINT) AS first_period,
  CAST(period AS USMALLINT) AS period,
  CAST(coalesce(previous_period, 65535) AS USMALLINT) AS previous_period,
  orders,
  revenue,
  CAST(
    CASE WHEN orders > 0 AND next_period IS NULL THEN 1 ELSE 0 END
    + CASE WHEN sequence = period - first_period THEN 2 ELSE 0 END
    + CASE WHEN orders > 0 THEN 4 ELSE 0 END
    + CASE WHEN revenue IS NOT NULL THEN 8 ELSE 0 END AS UTINYINT
  ) AS flags,
  CAST(coalesce(last_day - $first_day, 65535) AS USMALLINT) AS last_day,
  CAST(coalesce(previous_last_day - $first_day, 65535) AS USMALLINT) AS previous_last_day
FROM activity
WHERE unit = $unit;
