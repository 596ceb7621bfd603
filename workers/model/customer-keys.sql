-- One row is one customer who appears in the file: their text as it stands there, and the integer that stands for it.
CREATE TABLE customer_keys AS
SELECT CAST(row_number() OVER () AS INTEGER) AS customer_key, customer
FROM (SELECT customer FROM lines WHERE customer IS NOT NULL AND problem IS NULL GROUP BY customer) AS distinct_customers;
