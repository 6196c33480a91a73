{# Statement, run with the making of int_persons_changed: what it has compared is what it will compare with the next time. #}
{% macro remember_person_inputs() %}
    {%- if keeps_state() %}
    create or replace table lookback_state.person_inputs as
    select kind, input_hash, state_hash from {{ ref('int_person_inputs_listed') }}
    {%- endif %}
{% endmacro %}

{# Relation: the kind, input_hash and state_hash of what was compared the last time; nothing where no state is kept. #}
{% macro known_person_inputs() -%}
    {%- if keeps_state() -%}
        lookback_state.person_inputs
    {%- else -%}
        (select * from {{ ref('int_person_inputs_listed') }} where false)
    {%- endif -%}
{%- endmacro %}
