{#
    How a table that is incremental by arrival reads no more than it must. While it is made, its materialization sets what it has
    not read yet; in any other query everything is unread.
#}

{# Predicate: a raw row stands in a file that has not been read. #}
{% macro is_unread_file(raw_file) -%}
    coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), true)
{%- endmacro %}

{# Predicate: a row of another table that is incremental by arrival came in a batch that has not been read. #}
{% macro is_unread_batch(batch) -%}
    {{ batch }} > coalesce(getvariable('lookback_read_batch'), 0)
{%- endmacro %}

{# Expression: the batch (bigint) in which rows that are read now arrive: one number a build, growing. #}
{% macro this_batch() -%}
    cast(coalesce(getvariable('lookback_this_batch'), 1) as bigint)
{%- endmacro %}

{# Statements: set what is unread after a batch, as the predicates above understand it. #}
{% macro set_what_is_unread(read_batch, this_batch) %}
    {% do run_query('set variable lookback_read_batch = ' ~ read_batch) %}
    {% do run_query('set variable lookback_this_batch = ' ~ this_batch) %}
    {% do run_query('
        set variable lookback_unread_files = (
            select coalesce(list(file), []) from lookback_state.raw_files where batch > ' ~ read_batch ~ '
        )
    ') %}
{% endmacro %}

{# Number: the batch of the raw files that were found last. #}
{% macro latest_batch() %}
    {{ return(run_query('select coalesce(max(batch), 0) from lookback_state.raw_files').columns[0].values()[0] | int) }}
{% endmacro %}
