{# Mapping: what the state remembers of a table; none when it remembers nothing. #}
{% macro recorded_state(relation) %}
    {% set found = run_query(
        'select definition, inputs, arrivals, generation, batch, version from lookback_state.tables where table_name = '
        ~ text_literal(relation.schema ~ '.' ~ relation.identifier)
    ) %}
    {{ return(found.rows[0] if found.rows else none) }}
{% endmacro %}

{# Statement: remember nothing of a table. #}
{% macro forget_state(relation) %}
    {% do run_query(
        'delete from lookback_state.tables where table_name = ' ~ text_literal(relation.schema ~ '.' ~ relation.identifier)
    ) %}
{% endmacro %}

{#
    Statement: remember what a table was made from and its version: another whenever its rows are others. `progress` of a table
    that goes on: its `generation`, another whenever it was made anew, and the `batch` up to which it has read.
#}
{% macro record_state(relation, made_from, version, progress={}) %}
    {% do run_query(
        'insert into lookback_state.tables (table_name, definition, inputs, arrivals, version, generation, batch) values ('
        ~ text_list([
            relation.schema ~ '.' ~ relation.identifier, made_from.definition, made_from.inputs, made_from.arrivals, version
        ])
        ~ ', ' ~ (text_literal(progress.generation) if progress.generation else 'null')
        ~ ', ' ~ (progress.batch if progress.batch else 'null') ~ ')'
    ) %}
{% endmacro %}

{# Whether a table is there and would come out as it is. #}
{% macro is_as_made(relation, made_from, recorded) %}
    {{ return(
        load_cached_relation(relation) is not none and recorded is not none and not should_full_refresh()
        and recorded.definition == made_from.definition and recorded.inputs == made_from.inputs
    ) }}
{% endmacro %}
