-- A contradiction names the table, the row by the columns of its key (null for null), the rule and what is wrong with
-- it.
with cases (name, campaign_id, slot, ends_at, expected) as (
    values
    (
        'each column of the key with its value',
        'K', 6, timestamp '2026-05-01 08:00:00',
        'goals; campaign_id=K, slot=6; it''s_known; slot is 6'
    ),
    (
        'a value with an equals sign and a comma stays as it is',
        'a=b, c', 6, timestamp '2026-05-01 08:00:00',
        'goals; campaign_id=a=b, c, slot=6; it''s_known; slot is 6'
    ),
    (
        'a value with a quote stays as it is',
        'it''s', 6, timestamp '2026-05-01 08:00:00',
        'goals; campaign_id=it''s, slot=6; it''s_known; slot is 6'
    ),
    (
        'a column without a value says so',
        null, 6, timestamp '2026-05-01 08:00:00',
        'goals; campaign_id=null, slot=6; it''s_known; slot is 6'
    ),
    (
        'an explanation may be missing its value',
        'K', null, timestamp '2026-05-01 08:00:00',
        'goals; campaign_id=K, slot=null; it''s_known; slot is null'
    )
),

contradictions as (
    select
        name,
        expected,
        {{ contradiction(
            'goals', ['cases.campaign_id', 'slot'], "it's_known",
            "concat('slot is ', coalesce(cast(slot as string), 'null'))"
        ) }}
    from cases
),

results as (
    select
        name,
        expected,
        concat(table_name, '; ', row_key, '; ', rule, '; ', explanation) as result
    from contradictions
    union all
    select
        concat(name, ', with a key of one column') as name,
        concat('windows; ends_at=', cast(ends_at as string)) as expected,
        concat(table_name, '; ', row_key) as result
    from (
        select
            name,
            ends_at,
            {{ contradiction('windows', ['ends_at'], 'is_there', "'nothing'") }}
        from cases
    ) as windows
)

select * from results
where result is distinct from expected
