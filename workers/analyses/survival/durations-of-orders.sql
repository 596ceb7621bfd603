-- One row is one group and one duration in days from the first purchase: how many customers have been silent for longer
-- than $lapse_window_days since their last purchase, which then ends the duration (the event), and how many have not and
-- are observed until $as_of_day (censored).
SELECT
  attributes.value AS group_name,
  CAST(
    CASE WHEN $as_of_day - customers.last_day > $lapse_window_days THEN customers.last_day ELSE $as_of_day END
    - customers.first_day AS DOUBLE PRECISION
  ) AS duration,
  CAST(COUNT(*) FILTER (WHERE $as_of_day - customers.last_day > $lapse_window_days) AS INTEGER) AS events,
  CAST(COUNT(*) FILTER (WHERE $as_of_day - customers.last_day <= $lapse_window_days) AS INTEGER) AS censored
FROM customers
LEFT JOIN attributes ON attributes.customer_key = customers.customer_key AND attributes.attribute = $group_by
GROUP BY 1, 2
ORDER BY 1, 2;
