-- The inputs of a node are what it reads, and what the views read that it reads; what tables were made from is none of
-- them. Each once, in the order of their names.
{% set cases = [
    ('nothing', [], []),
    ('a seed', ['seed.lookback.rulesets'], ['lookback_reference.rulesets']),
    ('a raw table', ['source.lookback.raw.campaigns'], ['lookback_raw.campaigns']),
    (
        'a table, and not what it was made from',
        ['model.lookback.int_credits_shared'], ['lookback_intermediate.int_credits_shared']
    ),
    (
        'a view, and the table that it reads',
        ['model.lookback.int_credits_counted'],
        ['lookback_intermediate.int_credits_counted', 'lookback_intermediate.int_credits_shared']
    ),
    (
        'a view, and the raw table that it reads',
        ['model.lookback.stg_campaigns'], ['lookback_raw.campaigns', 'lookback_staging.stg_campaigns']
    ),
    (
        'a view of views, down to their tables',
        ['model.lookback.int_app_events_accepted'],
        [
            'lookback_intermediate.int_app_events_accepted', 'lookback_intermediate.int_app_events_arrived',
            'lookback_intermediate.int_app_events_checked', 'lookback_intermediate.int_app_events_copied',
            'lookback_intermediate.int_app_events_passed', 'lookback_intermediate.int_app_events_repeated',
            'lookback_intermediate.int_money_events_priced',
        ]
    ),
    (
        'several, in the order of their names, each once',
        [
            'model.lookback.int_credits_shared', 'source.lookback.raw.campaigns', 'model.lookback.stg_campaigns',
            'model.lookback.int_credits_counted', 'seed.lookback.rulesets',
        ],
        [
            'lookback_intermediate.int_credits_counted', 'lookback_intermediate.int_credits_shared',
            'lookback_raw.campaigns', 'lookback_reference.rulesets', 'lookback_staging.stg_campaigns',
        ]
    ),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, nodes, expected in cases %}
    (
        {{ text_literal(name) }},
        {{ text_literal((inputs_of({'depends_on': {'nodes': nodes}}) if execute else expected) | join(', ')) }},
        {{ text_literal(expected | join(', ')) }}
    )
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
