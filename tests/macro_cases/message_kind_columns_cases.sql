-- All that a message event says, but for its ids, its moments and whose it is: each column once, and no other.
with cases (name) as (
    values
    ('event_type'), ('channel'), ('campaign_id'), ('platform'), ('trigger_type'), ('message_format'), ('click_target'),
    ('element_id'), ('element_label'), ('reason'), ('variant')
),

listed (name) as (
    values
    {%- for name in message_kind_columns() %}
    ({{ text_literal(name) }}){{ ',' if not loop.last }}
    {%- endfor %}
),

results as (
    select
        coalesce(cases.name, listed.name) as name,
        count(cases.name) as expected,
        count(listed.name) as result
    from cases
    full outer join listed on cases.name = listed.name
    group by coalesce(cases.name, listed.name)
)

select * from results
where expected != 1 or result != 1
