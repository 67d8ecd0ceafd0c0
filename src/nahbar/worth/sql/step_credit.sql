-- One row: the conversions and the value that each rule of thumb gives a channel in a bucket, by the place of its steps.
SELECT
    touches.bucket AS bucket,
    touches.channel AS channel,
    SUM(touches.conversions * weights.first) AS first_conversions,
    SUM(touches.value * weights.first) AS first_value,
    SUM(touches.conversions * weights.last) AS last_conversions,
    SUM(touches.value * weights.last) AS last_value,
    SUM(touches.conversions * weights.linear) AS linear_conversions,
    SUM(touches.value * weights.linear) AS linear_value,
    SUM(touches.conversions * weights.time_decay) AS time_decay_conversions,
    SUM(touches.value * weights.time_decay) AS time_decay_value,
    SUM(touches.conversions * weights.position) AS position_conversions,
    SUM(touches.value * weights.position) AS position_value
FROM touches
JOIN weights ON weights.length = touches.length AND weights.place = touches.place
GROUP BY touches.bucket, touches.channel
