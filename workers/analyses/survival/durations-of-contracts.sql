-- One row is one group and one duration in days, from the start of the contract to its end (the event) or to the last
-- observed day (censored).
SELECT
  attributes.value AS group_name,
  CAST(coalesce(customers.end_day, $as_of_day) - customers.start_day AS DOUBLE PRECISION) AS duration,
  CAST(COUNT(customers.end_day) AS INTEGER) AS events,
  CAST(COUNT(*) - COUNT(customers.end_day) AS INTEGER) AS censored
FROM customers
LEFT JOIN attributes ON attributes.customer_key = customers.customer_key AND attributes.attribute = $group_by
GROUP BY 1, 2
ORDER BY 1, 2;
