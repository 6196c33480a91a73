-- depends_on: {{ ref('settings_contradictions') }}
with computed as (
    select
        *,
        {{ adapter.quote('window') }} as window_setting
    from {{ ref('rulesets') }}
    where {{ is_computed_ruleset() }}
)

select
    ruleset,
    conversion_kind,
    channel,
    basis,
    participates,
    credit,
    counting,
    case when window_setting in ('global', 'goal') then window_setting else 'fixed' end as window_kind,
    case when window_setting not in ('global', 'goal') then cast(window_setting as integer) end as fixed_window_hours,
    {{ is_in_list('ruleset', var('trace_rulesets') or [var('reporting_ruleset')]) }} as is_traced
from computed
