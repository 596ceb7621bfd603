-- One row is one number of days between consecutive purchases of a customer, and how often it occurs.
INSERT INTO purchase_gaps
SELECT day - previous_day AS gap_days, CAST(COUNT(*) AS INTEGER) AS gaps
FROM purchases
WHERE previous_day IS NOT NULL
GROUP BY 1;
