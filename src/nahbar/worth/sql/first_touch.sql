-- One row: when the first touchpoint was; empty where there is none.
SELECT MIN(t.time) AS time
FROM touchpoints AS t
