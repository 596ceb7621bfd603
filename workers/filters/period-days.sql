-- One row is one period of a unit: its first day, and the last day of it that has been observed.
SELECT first_day, observed_to FROM periods WHERE unit = $unit ORDER BY period;
