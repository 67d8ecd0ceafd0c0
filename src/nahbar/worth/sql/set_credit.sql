-- One row: a channel's Shapley value in a bucket: each journey shared equally among its distinct channels (exact for v(S) = conversions of journeys whose channels all belong to S).
WITH visits AS (
    SELECT
        journey,
        channel,
        MIN(bucket) AS bucket,
        MIN(conversions) AS conversions,
        MIN(value) AS value
    FROM touches
    GROUP BY journey, channel
),
sizes AS (
    SELECT
        journey,
        COUNT(*) AS channels
    FROM visits
    GROUP BY journey
)
SELECT
    visits.bucket AS bucket,
    visits.channel AS channel,
    SUM(visits.conversions / sizes.channels) AS shapley_conversions,
    SUM(visits.value / sizes.channels) AS shapley_value
FROM visits
JOIN sizes ON sizes.journey = visits.journey
GROUP BY visits.bucket, visits.channel
