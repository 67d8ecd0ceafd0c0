-- One row: one customer who had ordered by the day `asked.until`: days with orders up to then, and what came after it.
WITH days AS (
    SELECT
        customer,
        day,
        SUM(value) AS value
    FROM orders
    GROUP BY customer, day
),
firsts AS (
    SELECT
        customer,
        MIN(day) AS first_day
    FROM days
    GROUP BY customer
)
SELECT
    d.customer,
    f.first_day,
    MAX(CASE WHEN d.day <= a.until THEN d.day ELSE f.first_day END) AS last_day,
    SUM(CASE WHEN d.day <= a.until THEN 1 ELSE 0 END) AS order_days,
    SUM(CASE WHEN d.day > f.first_day AND d.day <= a.until THEN d.value ELSE 0.0 END) AS repeat_value,
    SUM(CASE WHEN d.day > a.until THEN 1 ELSE 0 END) AS later_days,
    SUM(CASE WHEN d.day > a.until THEN d.value ELSE 0.0 END) AS later_value
FROM days AS d
INNER JOIN firsts AS f ON f.customer = d.customer
CROSS JOIN asked AS a
WHERE f.first_day <= a.until
GROUP BY d.customer, f.first_day
ORDER BY d.customer
