{#
    How a table that is incremental by arrival reads no more than it must. While it is made, its materialization sets what it has
    not read yet; in any other query everything is unread.
#}

{# Predicate: a raw row stands in a file that has not been read. #}
{% macro is_unread_file(raw_file) -%}
    {%- if keeps_state() -%}
    coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), true)
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}

{# Predicate: a row of another table that is incremental by arrival came in a batch that has not been read. #}
{% macro is_unread_batch(batch) -%}
    {%- if keeps_state() -%}
    {{ batch }} > coalesce(getvariable('lookback_read_batch'), 0)
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}

{# Expression: the batch (bigint) in which rows that are read now arrive: one number a build, growing. #}
{% macro this_batch() -%}
    {%- if keeps_state() -%}
    cast(coalesce(getvariable('lookback_this_batch'), 1) as bigint)
    {%- else -%}
    cast(1 as bigint)
    {%- endif -%}
{%- endmacro %}

{# Predicate: the table that is being made goes on from what it was, rather than being made anew. #}
{% macro is_continued() -%}
    {%- if keeps_state() -%}
    coalesce(getvariable('lookback_is_continued'), false)
    {%- else -%}
    false
    {%- endif -%}
{%- endmacro %}

{# Statements: set what is unread after a batch, and the number of this one, as the macros above understand it. #}
{% macro set_what_is_unread(read_batch, is_continued) %}
    {% do run_query('
        set variable lookback_is_continued = ' ~ is_continued ~ ';
        set variable lookback_read_batch = ' ~ read_batch ~ ';
        set variable lookback_this_batch = ' ~ number_of_batch() ~ ';
        set variable lookback_unread_files = (
            select coalesce(list(file), []) from lookback_state.raw_files where batch > ' ~ read_batch ~ '
        )
    ') %}
{% endmacro %}

{# Expression: the batch (bigint) of this build: what it reads for the first time arrives in it. #}
{% macro number_of_batch() -%}
    (select max(batch) from lookback_state.builds)
{%- endmacro %}

{#
    Select: the rows of a relation with a batch that a table has not read, and those that a predicate says to have changed; some are there
    twice, unless `is_each_once`. Each are found by themselves, as DuckDB would look every row up where one predicate says both.
#}
{% macro unread_or_changed(relation, is_changed, is_each_once=false) -%}
    select * from {{ relation }}
    where
        {{ is_unread_batch('batch') }}
        {%- if is_each_once %}
        and not ({{ is_continued() }} and {{ is_changed }})
        {%- endif %}

    union all

    select * from {{ relation }}
    where {{ is_continued() }} and {{ is_changed }}
{%- endmacro %}
