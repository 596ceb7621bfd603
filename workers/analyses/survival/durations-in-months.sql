-- One row is one group and one duration in months as the file states it: how many customers had left (the event), and
-- how many had not (censored).
SELECT
  attributes.value AS group_name,
  customers.duration_months AS duration,
  CAST(COUNT(*) FILTER (WHERE customers.churned) AS INTEGER) AS events,
  CAST(COUNT(*) FILTER (WHERE NOT customers.churned) AS INTEGER) AS censored
FROM customers
LEFT JOIN attributes ON attributes.customer_key = customers.customer_key AND attributes.attribute = $group_by
GROUP BY 1, 2
ORDER BY 1, 2;
