-- The distinct counts of devices and of identified users of a campaign and channel: each once, and no other.
with cases (name) as (
    values
    ('sent_devices'), ('opened_devices'), ('unique_impressions'), ('unique_clicks'),
    ('sent_users'), ('opened_users'), ('user_impressions'), ('user_clicks')
),

listed (name) as (
    values
    {%- for name in audience_names() %}
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
