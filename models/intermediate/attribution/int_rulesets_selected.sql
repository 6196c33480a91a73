-- depends_on: {{ ref('settings_contradictions') }}
select
    ruleset,
    conversion_kind,
    channel,
    basis,
    participates,
    credit,
    counting,
    case when {{ adapter.quote('window') }} in ('global', 'goal') then {{ adapter.quote('window') }} else 'fixed' end as window_kind,
    case when {{ adapter.quote('window') }} not in ('global', 'goal') then cast({{ adapter.quote('window') }} as integer) end as fixed_window_hours,
    {{ is_in_list('ruleset', var('trace_rulesets') or [var('reporting_ruleset')]) }} as is_traced,
    ruleset = {{ text_literal(var('reporting_ruleset')) }} as is_reporting
from {{ ref('rulesets') }}
where {{ is_computed_ruleset() }}
