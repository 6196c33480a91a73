{# Text: what to say about a raw file that cannot be read. #}
{% macro unreadable_file(table, file) %}
    {{ return(
        'the file ' ~ file ~ ' of the raw table ' ~ table.name ~ ' cannot be read as Parquet: it is damaged or incomplete, '
        ~ 'or may not be opened. Export it anew, or remove it.'
    ) }}
{% endmacro %}
