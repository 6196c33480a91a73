{% set wanted_rulesets = {
    'reporting_ruleset': [var('reporting_ruleset')],
    'trace_rulesets': var('trace_rulesets'),
} %}

with rulesets as (
    select distinct ruleset from {{ ref('rulesets') }}
),

computed_rulesets as (
    select distinct ruleset from {{ ref('rulesets') }}
    where {{ is_computed_ruleset() }}
),

computed_list as (
    select coalesce({{ joined_texts('ruleset') }}, 'none') as computed from computed_rulesets
),

wanted as (
    {%- for variable, names in wanted_rulesets.items() %}
    {%- for name in names %}
    select {{ text_literal(variable) }} as variable, {{ text_literal(name) }} as ruleset
    union all
    {%- endfor %}
    {%- endfor %}
    select cast(null as string) as variable, cast(null as string) as ruleset
),

requested as (
    {%- for name in var('rulesets') %}
    select 'rulesets' as variable, {{ text_literal(name) }} as ruleset
    union all
    {%- endfor %}
    select cast(null as string) as variable, cast(null as string) as ruleset
)

select
    {{ contradiction(
        'vars', ['wanted.variable', 'wanted.ruleset'], 'ruleset_is_computed',
        "concat('the ruleset ', wanted.ruleset, ' is not computed; computed are: ', computed_list.computed)"
    ) }}
from wanted
cross join computed_list
left join computed_rulesets on wanted.ruleset = computed_rulesets.ruleset
where wanted.variable is not null and computed_rulesets.ruleset is null
union all
select
    {{ contradiction(
        'vars', ['requested.variable', 'requested.ruleset'], 'ruleset_exists',
        "concat('the seed rulesets has no rows of ', requested.ruleset)"
    ) }}
from requested
left join rulesets on requested.ruleset = rulesets.ruleset
where requested.variable is not null and rulesets.ruleset is null
