{% set key = ['ruleset', 'conversion_kind', 'channel', 'basis'] %}
{% set allowed_words = {
    'conversion_kind': ['purchase', 'standard'],
    'channel': ['push', 'kakaotalk', 'text', 'in_app'],
    'basis': ['send', 'impression', 'open', 'click', 'goal'],
    'participates': ['tracking_on', 'goal', 'all'],
    'credit': ['last_touch', 'every_touch', 'first_touch', 'linear', 'position_based', 'time_decay'],
    'counting': ['every_occurrence', 'once_per_user'],
} %}

with rulesets as (
    select
        ruleset,
        conversion_kind,
        channel,
        basis,
        {{ adapter.quote('window') }} as window_setting,
        participates,
        credit,
        counting,
        is_active
    from {{ ref('rulesets') }}
)

{{ repeated_keys('rulesets', 'rulesets', key) }}
union all
{{ missing_values('rulesets', 'rulesets', key, ['ruleset', 'is_active']) }}
{%- for column, words in allowed_words.items() %}
union all
select
    {{ contradiction(
        'rulesets', key, column ~ '_is_known',
        "concat('" ~ column ~ " is ', coalesce(" ~ column ~ ", 'null'), '; allowed: " ~ words | join(', ') ~ "')"
    ) }}
from rulesets
where not {{ is_in_list(column, words) }}
{%- endfor %}
union all
select
    {{ contradiction(
        'rulesets', key, 'window_is_known',
        "concat('window is ', coalesce(window_setting, 'null'), '; allowed: global, goal, or a whole number of hours')"
    ) }}
from rulesets
where not coalesce(window_setting in ('global', 'goal') or {{ matches('window_setting', '0*[1-9][0-9]{0,5}') }}, false)
{%- for column in ['credit', 'counting'] %}
union all
select
    {{ contradiction(
        'rulesets', ['ruleset', 'conversion_kind'], column ~ '_is_one_per_ruleset_and_kind',
        "concat('its rows have ', min(" ~ column ~ "), ' and ', max(" ~ column ~ "))"
    ) }}
from rulesets
group by ruleset, conversion_kind
having min({{ column }}) != max({{ column }})
{%- endfor %}
union all
select
    {{ contradiction(
        'rulesets', ['ruleset'], 'is_active_is_one_per_ruleset', text_literal('some of its rows are active, others are not')
    ) }}
from rulesets
group by ruleset
having min(cast(is_active as integer)) != max(cast(is_active as integer))
