{{ config(materialized='view') }}

with rulesets as (
    {{ rows_with_columns(
        ref('rulesets'), {'window_unit': 'varchar', 'default_window': 'varchar', 'max_touches': 'varchar'}
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
