{#
    List: those of some raw files that the engine cannot read: their schemas or, `including_rows`, anything in them. Empty on an
    engine that names such a file itself.
#}
{% macro unreadable_files(files, including_rows=false) %}
    {{- return(adapter.dispatch('unreadable_files', 'lookback')(files, including_rows)) -}}
{% endmacro %}

{% macro default__unreadable_files(files, including_rows) %}
    {{ return([]) }}
{% endmacro %}

{% macro duckdb__unreadable_files(files, including_rows) %}
    {% set unreadable = [] %}
    {% for several in files | batch(50) if not is_readable(several, including_rows) %}
        {% for file in several if not is_readable([file], including_rows) %}
            {% do unreadable.append(file) %}
        {% endfor %}
    {% endfor %}
    {{ return(unreadable) }}
{% endmacro %}

{#
    Whether DuckDB can read some files. In a macro a query that fails ends the command, but for one: `adapter.location_exists`
    runs `select 1 from '<location>' where 1=0`, and says whether that worked. Here the location is a union over those files.
#}
{% macro is_readable(files, including_rows) %}
    {% set any_file = text_literal(path_as_pattern(files[0])) %}
    {% set selects = [any_file ~ ' where false'] %}
    {% for file in files %}
        {% do selects.append(
            'read_parquet(' ~ text_literal(path_as_pattern(file)) ~ ', hive_partitioning = false, binary_as_string = true)'
            ~ ' as rows_of_file where '
            ~ ('hash(rows_of_file) = 0' if including_rows else 'false')
        ) %}
    {% endfor %}
    {% set union = (selects + [any_file]) | join(' union all select 1 from ') %}
    {{ return(adapter.location_exists(union[1:-1])) }}
{% endmacro %}
