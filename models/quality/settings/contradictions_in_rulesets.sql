{% set key = ['ruleset', 'conversion_kind', 'channel', 'basis'] %}
{% set allowed_words = {
    'conversion_kind': ['purchase', 'standard'],
    'channel': ['push', 'kakaotalk', 'text', 'in_app'],
    'basis': ['send', 'impression', 'open', 'click', 'goal'],
    'participates': ['tracking_on', 'goal', 'all'],
    'credit': ['last_touch', 'every_touch', 'first_touch', 'linear', 'position_based', 'time_decay'],
    'counting': ['every_occurrence', 'once_per_user'],
    'window_unit': ['hours', 'minutes'],
} %}

with rulesets as (
    select * from {{ ref('int_rulesets_listed') }}
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
        "concat('window is ', coalesce(window_setting, 'null'), '; allowed: global, goal, or a whole number')"
    ) }}
from rulesets
where not coalesce(window_setting in ('global', 'goal') or {{ matches('window_setting', '0*[1-9][0-9]{0,5}') }}, false)
union all
select
    {{ contradiction(
        'rulesets', key, 'default_window_is_known',
        "concat('default_window is ', default_window, '; allowed: a whole number, or nothing')"
    ) }}
from rulesets
where not {{ matches('default_window', '0*[1-9][0-9]{0,5}') }}
union all
select
    {{ contradiction(
        'rulesets', key, 'default_window_is_for_windows_of_goals',
        "concat('default_window is ', default_window, ', but window is ', window_setting, ' and not goal')"
    ) }}
from rulesets
where default_window is not null and window_setting != 'goal'
union all
select
    {{ contradiction(
        'rulesets', key, 'max_touches_is_known',
        "concat('max_touches is ', max_touches, '; allowed: a whole number, or nothing')"
    ) }}
from rulesets
where not {{ matches('max_touches', '0*[1-9][0-9]{0,5}') }}
{%- for column in ['credit', 'counting', 'max_touches'] %}
union all
select
    {{ contradiction(
        'rulesets', ['ruleset', 'conversion_kind'], column ~ '_is_one_per_ruleset_and_kind',
        "concat('its rows have ', min(coalesce(" ~ column ~ ", 'none')), ' and ', max(coalesce(" ~ column ~ ", 'none')))"
    ) }}
from rulesets
group by ruleset, conversion_kind
having min(coalesce({{ column }}, 'none')) != max(coalesce({{ column }}, 'none'))
{%- endfor %}
union all
select
    {{ contradiction(
        'rulesets', ['ruleset'], 'is_active_is_one_per_ruleset', text_literal('some of its rows are active, others are not')
    ) }}
from rulesets
group by ruleset
having min(cast(is_active as integer)) != max(cast(is_active as integer))
