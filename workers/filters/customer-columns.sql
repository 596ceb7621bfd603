-- One row is one customer, with what decides whether they pass a filter and what they add to the counts.
SELECT customer_key, first_day, last_day, orders, revenue FROM customers;
