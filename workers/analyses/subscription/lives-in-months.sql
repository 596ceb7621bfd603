-- One row is one duration in months as the file states it: how many customers had left by then, and how many had not.
SELECT
  duration_months AS months,
  CAST(COUNT(*) FILTER (WHERE churned) AS INTEGER) AS ended,
  CAST(COUNT(*) FILTER (WHERE NOT churned) AS INTEGER) AS open
FROM customers
WHERE duration_months IS NOT NULL
GROUP BY 1
ORDER BY 1;
