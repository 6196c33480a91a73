{# Predicate over the seed rulesets: the ruleset is computed: it is in the var rulesets or, when that is empty, active. #}
{% macro is_computed_ruleset() -%}
    {{ is_in_list('ruleset', var('rulesets')) if var('rulesets') else 'is_active' }}
{%- endmacro %}
