-- One row is one customer who appears in the table: their text, trimmed and mended, and the integer that stands for it.
CREATE TEMP TABLE customer_keys AS
SELECT CAST(row_number() OVER () AS INTEGER) AS customer_key, customer
FROM (SELECT customer FROM customer_texts WHERE customer IS NOT NULL GROUP BY customer) AS customers_of_texts;
