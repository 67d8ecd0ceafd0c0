-- One row: how many followers of one creator are listed, have a profile text, and name one topic in it.
WITH texts AS (
    SELECT
        creator_id,
        topics,
        COUNT(*) AS followers
    FROM followers
    GROUP BY creator_id, topics
)
SELECT
    f.creator_id,
    t.topic,
    SUM(f.followers) AS followers,
    SUM(CASE WHEN f.topics IS NOT NULL THEN f.followers ELSE 0 END) AS texts,
    SUM(CASE WHEN f.topics LIKE t.pattern THEN f.followers ELSE 0 END) AS named
FROM texts AS f
CROSS JOIN topics AS t
GROUP BY f.creator_id, t.topic
ORDER BY f.creator_id, t.topic
