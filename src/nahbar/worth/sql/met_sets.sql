-- One row: a set of channels, as a sum of powers of two, and what the journeys came to that met exactly these.
SELECT
    met,
    SUM(conversions) AS conversions,
    SUM(nulls) AS nulls
FROM sets
GROUP BY met
