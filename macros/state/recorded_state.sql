{# Mapping: what the state remembers of a table; none when it remembers nothing. #}
{% macro recorded_state(relation) %}
    {% set found = run_query(
        'select definition, inputs, arrivals, generation, batch, version from lookback_state.tables where table_name = '
        ~ text_literal(relation.schema ~ '.' ~ relation.identifier)
    ) %}
    {{ return(found.rows[0] if found.rows else none) }}
{% endmacro %}

{# Statement: remember nothing of a table. #}
{% macro state_forgotten(relation) -%}
    delete from lookback_state.tables where table_name = {{ text_literal(relation.schema ~ '.' ~ relation.identifier) }}
{%- endmacro %}

{#
    Statements: remember the version of a table (an expression; another whenever its rows are others), what it was made from if it is a
    model's, and for a table to which rows are added its `generation`: another whenever it was made anew.
#}
{% macro record_state(relation, version, made_from=none, generation=none) %}
    {% set name = relation.schema ~ '.' ~ relation.identifier %}
    {% set made_from = made_from or {'definition': '', 'inputs': '', 'arrivals': '', 'batch': 'null'} %}
    {% do run_query(
        state_forgotten(relation) ~ ';'
        ~ 'insert into lookback_state.tables (table_name, definition, inputs, arrivals, generation, version, batch) values ('
        ~ text_list([name, made_from.definition, made_from.inputs, made_from.arrivals])
        ~ ', ' ~ (text_literal(generation) if generation else 'null') ~ ', ' ~ version ~ ', ' ~ made_from.batch ~ ')'
    ) %}
{% endmacro %}

{# Statement: remember of a table that stays as it is up to which batch it is as it would be made. #}
{% macro record_batch(relation, batch) %}
    {% do run_query(
        'update lookback_state.tables set batch = ' ~ batch
        ~ ' where table_name = ' ~ text_literal(relation.schema ~ '.' ~ relation.identifier)
    ) %}
{% endmacro %}

{# Whether a table is there and would come out as it is. #}
{% macro is_as_made(relation, made_from, recorded) %}
    {{ return(
        load_cached_relation(relation) is not none and recorded is not none and not should_full_refresh()
        and recorded.definition == made_from.definition and recorded.inputs == made_from.inputs
    ) }}
{% endmacro %}
