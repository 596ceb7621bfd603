-- No rows: a file of contracts holds no orders. The table exists so that every question finds it.
CREATE TABLE orders (customer_key INTEGER, day INTEGER, amount DOUBLE PRECISION, is_activity BOOLEAN);
