-- One row: how many customers appear with returns (or orders that don't count) only.
SELECT CAST(COUNT(*) AS INTEGER) AS customers
FROM (SELECT customer_key FROM orders GROUP BY customer_key HAVING COUNT(*) FILTER (WHERE is_activity) = 0) AS silent;
