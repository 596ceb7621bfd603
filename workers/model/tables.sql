-- The canonical tables, empty: each is filled when first asked for. orders: one row is one order or return. customers: one
-- row is one customer. attributes: one row is one customer and one attribute, with its value as text, for the attributes
-- asked for so far. calendar: one row is one day of one unit, and the period it lies in. periods: one row is one period of
-- one unit; observed_to is its last day or the last observed day, whichever is earlier. activity, cohort_activity,
-- activity_moves, purchases and purchase_gaps: see the files of their names. built: one row is one of these jobs that is
-- done. Days count from 1970-01-01, periods from 0. Data that was kept may lack some of the tables.
CREATE TABLE IF NOT EXISTS orders (customer_key INTEGER, day INTEGER, amount DOUBLE PRECISION, is_activity BOOLEAN);
CREATE TABLE IF NOT EXISTS customers (
  customer_key INTEGER, customer VARCHAR, first_day INTEGER, last_day INTEGER, orders INTEGER, revenue DOUBLE PRECISION,
  start_day INTEGER, end_day INTEGER, duration_months DOUBLE PRECISION, churned BOOLEAN
);
CREATE TABLE IF NOT EXISTS attributes (customer_key INTEGER, attribute VARCHAR, value VARCHAR);
CREATE TABLE IF NOT EXISTS calendar (unit VARCHAR, day INTEGER, period INTEGER);
CREATE TABLE IF NOT EXISTS periods (
  unit VARCHAR, period INTEGER, first_day INTEGER, last_day INTEGER, observed_to INTEGER, is_complete BOOLEAN, label VARCHAR
);
CREATE TABLE IF NOT EXISTS activity (
  unit VARCHAR, customer_key INTEGER, period INTEGER, first_period INTEGER, orders INTEGER, revenue DOUBLE PRECISION,
  last_day INTEGER, sequence INTEGER, previous_period INTEGER, next_period INTEGER, previous_last_day INTEGER
);
CREATE TABLE IF NOT EXISTS cohort_activity (
  unit VARCHAR, first_period INTEGER, period INTEGER, previous_period INTEGER,
  customers INTEGER, last_seen INTEGER, unbroken INTEGER, orders INTEGER, revenue DOUBLE PRECISION
);
CREATE TABLE IF NOT EXISTS activity_moves (
  unit VARCHAR, period INTEGER, silent_days INTEGER, first_at_end INTEGER, at_end INTEGER, at_start INTEGER, at_both INTEGER
);
CREATE TABLE IF NOT EXISTS purchases (customer_key INTEGER, day INTEGER, previous_day INTEGER, amount DOUBLE PRECISION);
CREATE TABLE IF NOT EXISTS purchase_gaps (gap_days INTEGER, gaps INTEGER);
CREATE TABLE IF NOT EXISTS built (job VARCHAR);
