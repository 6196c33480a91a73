{{ config(materialized='view') }}

with rulesets as (
    {{ rows_with_columns(
        ref('rulesets'),
        [
            'ruleset', 'conversion_kind', 'channel', 'basis', adapter.quote('window'), 'participates', 'credit', 'counting',
            'is_active',
        ],
        {'window_unit': 'string', 'default_window': 'string', 'max_touches': 'string'}
    ) }}
)

select
    ruleset,
    conversion_kind,
    channel,
    basis,
    {{ adapter.quote('window') }} as window_setting,
    participates,
    credit,
    counting,
    is_active,
    coalesce(window_unit, 'hours') as window_unit,
    default_window,
    max_touches
from rulesets
