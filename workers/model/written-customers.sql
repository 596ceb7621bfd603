-- One row is one way in which the table writes a customer: the text as it stands there. A step towards customer_keys.
CREATE TEMP TABLE written_customers AS
SELECT customer_text FROM lines WHERE customer_text IS NOT NULL GROUP BY customer_text;
