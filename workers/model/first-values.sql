-- One row is one customer and their value of one attribute, as the column `value` of `attribute_lines` has it: on the customer's
-- first day where the lines have days, the alphabetically first where there are several, so that the order of rows changes nothing.
INSERT INTO attributes
SELECT customers.customer_key, $attribute AS attribute, MIN(lines.value) AS value
FROM attribute_lines AS lines
JOIN attribute_customers AS customers ON customers.customer = lines.customer
WHERE lines.value IS NOT NULL AND (lines.day IS NULL OR lines.day = customers.first_day)
GROUP BY customers.customer_key;
