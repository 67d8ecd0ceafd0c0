-- One row: what the journeys of a bucket came to that ended in a state.
SELECT
    bucket,
    state,
    SUM(conversions) AS conversions,
    SUM(nulls) AS nulls,
    SUM(value) AS value
FROM journeys
GROUP BY bucket, state
