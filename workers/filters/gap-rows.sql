-- One row is one pair of consecutive purchases of a customer, and the days between them.
SELECT customer_key, CAST(day - previous_day AS USMALLINT) AS gap_days FROM purchases WHERE previous_day IS NOT NULL;
