{# Statement, run with the making of int_persons_changed: what it has compared is what it will compare with the next time. #}
{% macro remember_person_inputs() %}
    create or replace table lookback_state.person_inputs as
    select kind, input_hash, state_hash from {{ ref('int_person_inputs_listed') }}
{% endmacro %}
