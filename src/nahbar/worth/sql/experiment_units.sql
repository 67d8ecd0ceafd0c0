-- One row: a person or creator who met an arm of an experiment, when first, and what they did within the window after it and before it.
WITH sides AS (
    SELECT DISTINCT arms.by_creator AS by_creator
    FROM arms
),
named AS (
    SELECT
        sides.by_creator AS by_creator,
        CASE WHEN sides.by_creator = 1 THEN touchpoints.creator ELSE touchpoints.person END AS unit,
        touchpoints.time AS time,
        touchpoints.kind AS kind,
        touchpoints.assignment AS assignment,
        CASE
            WHEN touchpoints.currency = asked.currency AND touchpoints.kind = 'deal' THEN touchpoints.value_cents
            WHEN touchpoints.currency = asked.currency AND touchpoints.kind = 'refund' THEN -ABS(touchpoints.value_cents)
            ELSE 0
        END AS cents
    FROM touchpoints
    CROSS JOIN asked
    CROSS JOIN sides
),
seen AS (
    SELECT
        arms.experiment AS experiment,
        arms.by_creator AS by_creator,
        named.unit AS unit,
        MIN(arms.arm) AS arm,
        MAX(arms.arm) AS other_arm,
        MIN(named.time) AS since,
        MIN(arms.span) AS span
    FROM named
    JOIN arms ON arms.assignment = named.assignment AND arms.by_creator = named.by_creator
    WHERE named.kind = 'exposure' AND named.unit IS NOT NULL
    GROUP BY arms.experiment, arms.by_creator, named.unit
),
around AS (
    SELECT
        seen.experiment AS experiment,
        seen.unit AS unit,
        seen.arm AS arm,
        seen.other_arm AS other_arm,
        seen.since AS since,
        named.kind AS kind,
        named.cents AS cents,
        CASE WHEN named.time >= seen.since AND named.time < seen.since + seen.span THEN 1 ELSE 0 END AS after,
        CASE WHEN named.time < seen.since AND named.time >= seen.since - asked.back THEN 1 ELSE 0 END AS before
    FROM seen
    CROSS JOIN asked
    JOIN named ON named.unit = seen.unit AND named.by_creator = seen.by_creator
)
SELECT
    experiment,
    unit,
    arm,
    other_arm,
    since,
    SUM(CASE WHEN kind = 'click' THEN after ELSE 0 END) AS click_after,
    SUM(CASE WHEN kind = 'visit' THEN after ELSE 0 END) AS visit_after,
    SUM(CASE WHEN kind = 'reply' THEN after ELSE 0 END) AS reply_after,
    SUM(CASE WHEN kind = 'lead' THEN after ELSE 0 END) AS lead_after,
    SUM(CASE WHEN kind = 'deal' THEN after ELSE 0 END) AS deal_after,
    SUM(CASE WHEN kind = 'refund' THEN after ELSE 0 END) AS refund_after,
    SUM(cents * after) AS cents_after,
    SUM(CASE WHEN kind = 'click' THEN before ELSE 0 END) AS click_before,
    SUM(CASE WHEN kind = 'visit' THEN before ELSE 0 END) AS visit_before,
    SUM(CASE WHEN kind = 'reply' THEN before ELSE 0 END) AS reply_before,
    SUM(CASE WHEN kind = 'lead' THEN before ELSE 0 END) AS lead_before,
    SUM(CASE WHEN kind = 'deal' THEN before ELSE 0 END) AS deal_before,
    SUM(CASE WHEN kind = 'refund' THEN before ELSE 0 END) AS refund_before,
    SUM(cents * before) AS cents_before
FROM around
GROUP BY experiment, unit, arm, other_arm, since
