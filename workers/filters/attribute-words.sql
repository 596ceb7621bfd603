-- One row is one value of an attribute.
SELECT value FROM attributes WHERE attribute = $attribute GROUP BY value ORDER BY value;
