-- One row is one period of a unit: the first day as a date, and whether all of it has been observed.
SELECT period, label, is_complete FROM periods WHERE unit = $unit ORDER BY period;
