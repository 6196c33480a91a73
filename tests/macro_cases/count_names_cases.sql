-- The counts of a campaign, channel and day: each once, and no other.
with cases (name) as (
    values
    ('targeted'), ('targeted_android'), ('targeted_ios'), ('targeted_web'),
    ('sent'), ('sent_android'), ('sent_ios'), ('sent_web'),
    ('failed'), ('restricted'), ('restricted_fatigue'), ('restricted_do_not_disturb'),
    ('impressions'), ('impressions_android'), ('impressions_ios'), ('impressions_web'),
    ('clicks'), ('clicks_android'), ('clicks_ios'), ('clicks_web'),
    ('opens'), ('button_clicks')
),

listed (name) as (
    values
    {%- for name in count_names() %}
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
