-- One row is one number of days between consecutive purchases of a customer, and how often it occurs, the fewest first.
SELECT gap_days, gaps FROM purchase_gaps ORDER BY gap_days;
