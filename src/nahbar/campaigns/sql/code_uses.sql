-- One row: one way (channel, creator of the link) in which a coupon code was used, and how often.
SELECT
    t.code,
    COALESCE(t.channel, '') AS channel,
    COALESCE(t.creator, '') AS creator,
    COUNT(*) AS uses
FROM touchpoints AS t
WHERE t.code IS NOT NULL AND t.kind IN ('lead', 'deal')
GROUP BY t.code, COALESCE(t.channel, ''), COALESCE(t.creator, '')
ORDER BY t.code, uses DESC, channel, creator
