-- One row is one value of an attribute, or none, and how many customers have it; the most frequent first.
SELECT attributes.value, CAST(COUNT(*) AS INTEGER) AS customers
FROM customers
LEFT JOIN attributes ON attributes.customer_key = customers.customer_key AND attributes.attribute = $attribute
GROUP BY attributes.value
ORDER BY customers DESC, attributes.value NULLS LAST
LIMIT $most;
