-- One row is one customer with a value of an attribute, and the place of that value in attribute-words.sql, from 1.
WITH words AS (
  SELECT value, CAST(row_number() OVER (ORDER BY value) AS INTEGER) AS code
  FROM attributes
  WHERE attribute = $attribute
  GROUP BY value
)
SELECT attributes.customer_key, words.code
FROM attributes
JOIN words ON words.value = attributes.value
WHERE attributes.attribute = $attribute;
