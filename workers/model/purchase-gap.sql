-- One row: the 90th percentile of the days between consecutive purchases, pooled over repeat customers, by linear
-- interpolation between the two gaps around it; no row without a gap.
WITH placed AS (
  SELECT
    gap_days,
    SUM(gaps) OVER (ORDER BY gap_days) AS up_to,
    (SUM(gaps) OVER () - 1) * CAST(0.9 AS DOUBLE PRECISION) AS place
  FROM purchase_gaps
),
around AS (
  SELECT
    place - floor(place) AS share,
    MIN(gap_days) FILTER (WHERE up_to > floor(place)) AS lower,
    MIN(gap_days) FILTER (WHERE up_to > ceil(place)) AS upper
  FROM placed
  GROUP BY place
)
SELECT CAST(lower + (upper - lower) * share AS DOUBLE PRECISION) AS gap_days FROM around;
