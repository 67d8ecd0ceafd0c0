-- One row: how many journeys of a bucket went from a state (the last one to three steps) to a channel.
SELECT
    bucket,
    state,
    channel,
    SUM(journeys) AS journeys
FROM moves
GROUP BY bucket, state, channel
