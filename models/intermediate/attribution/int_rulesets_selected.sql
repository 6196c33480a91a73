-- depends_on: {{ ref('settings_contradictions') }}
with computed as (
    select
        *,
        case window_unit when 'minutes' then 1 else 60 end as unit_minutes
    from {{ ref('int_rulesets_listed') }}
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
    cast(max_touches as integer) as max_touches,
    case when window_setting in ('global', 'goal') then window_setting else 'fixed' end as window_kind,
    case when window_setting not in ('global', 'goal') then cast(window_setting as bigint) * unit_minutes end
        as fixed_window_minutes,
    cast(default_window as bigint) * unit_minutes as default_window_minutes,
    {{ is_in_list('ruleset', var('trace_rulesets') or [var('reporting_ruleset')]) }} as is_traced
from computed
