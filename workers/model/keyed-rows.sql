-- One row is one row of the table, its customer by key: NULL where it names none. Texts are compared once, here.
CREATE TEMP TABLE keyed_rows AS
SELECT keys.customer_key, lines.* EXCLUDE (customer_text)
FROM lines
LEFT JOIN text_keys AS keys ON keys.customer_text = lines.customer_text;
