-- One row: how many people with consent waited so many hours from their first contact to their first lead (or to
-- now: `asked` 0), by whether they had reacted in public before that (`reacted` 1).
WITH contacts AS (
    SELECT
        person,
        MIN(time) AS first_time
    FROM touchpoints
    WHERE person IS NOT NULL AND kind IN ('view', 'click', 'visit')
    GROUP BY person
),
leads AS (
    SELECT
        person,
        MIN(time) AS lead_time
    FROM touchpoints
    WHERE person IS NOT NULL AND kind = 'lead'
    GROUP BY person
),
replies AS (
    SELECT
        person,
        MIN(time) AS reply_time
    FROM touchpoints
    WHERE person IS NOT NULL AND kind = 'reply'
    GROUP BY person
),
waits AS (
    SELECT
        CASE WHEN l.lead_time IS NULL THEN 0 ELSE 1 END AS asked,
        CASE WHEN r.reply_time <= COALESCE(l.lead_time, a.now) THEN 1 ELSE 0 END AS reacted,
        FLOOR((COALESCE(l.lead_time, a.now) - c.first_time) / 3600000000.0) AS hours
    FROM contacts AS c
    CROSS JOIN asked AS a
    LEFT JOIN leads AS l ON l.person = c.person
    LEFT JOIN replies AS r ON r.person = c.person
    WHERE COALESCE(l.lead_time, a.now) >= c.first_time
)
SELECT
    asked,
    reacted,
    hours,
    COUNT(*) AS people
FROM waits
GROUP BY asked, reacted, hours
ORDER BY asked, reacted, hours
