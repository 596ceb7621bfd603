-- One row is one usable row of the file, its customer by key. Texts are compared once, here.
CREATE TABLE keyed_rows AS
SELECT keys.customer_key, read_lines.* EXCLUDE (customer, problem)
FROM read_lines
JOIN customer_keys AS keys ON keys.customer = read_lines.customer
WHERE read_lines.problem IS NULL;
