-- One row: one spelling of a campaign's name, and how many touchpoints carry it.
SELECT
    campaign,
    COUNT(*) AS touchpoints
FROM touchpoints
WHERE campaign IS NOT NULL
GROUP BY campaign
ORDER BY campaign
