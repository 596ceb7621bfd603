-- One row: the 20, 40, 60 and 80 % points (linear interpolation) of recency in days at asOf + 1, of frequency in
-- orders and of monetary value, over all customers.
WITH measured AS (
  SELECT $as_of_day + 1 - last_day AS recency_days, orders AS frequency, revenue AS monetary FROM customers
)
SELECT
  percentile_cont(0.2) WITHIN GROUP (ORDER BY CAST(recency_days AS DOUBLE PRECISION)) AS recency_20,
  percentile_cont(0.4) WITHIN GROUP (ORDER BY CAST(recency_days AS DOUBLE PRECISION)) AS recency_40,
  percentile_cont(0.6) WITHIN GROUP (ORDER BY CAST(recency_days AS DOUBLE PRECISION)) AS recency_60,
  percentile_cont(0.8) WITHIN GROUP (ORDER BY CAST(recency_days AS DOUBLE PRECISION)) AS recency_80,
  percentile_cont(0.2) WITHIN GROUP (ORDER BY CAST(frequency AS DOUBLE PRECISION)) AS frequency_20,
  percentile_cont(0.4) WITHIN GROUP (ORDER BY CAST(frequency AS DOUBLE PRECISION)) AS frequency_40,
  percentile_cont(0.6) WITHIN GROUP (ORDER BY CAST(frequency AS DOUBLE PRECISION)) AS frequency_60,
  percentile_cont(0.8) WITHIN GROUP (ORDER BY CAST(frequency AS DOUBLE PRECISION)) AS frequency_80,
  percentile_cont(0.2) WITHIN GROUP (ORDER BY monetary) AS monetary_20,
  percentile_cont(0.4) WITHIN GROUP (ORDER BY monetary) AS monetary_40,
  percentile_cont(0.6) WITHIN GROUP (ORDER BY monetary) AS monetary_60,
  percentile_cont(0.8) WITHIN GROUP (ORDER BY monetary) AS monetary_80
FROM measured;
