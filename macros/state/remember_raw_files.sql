{#
    Statements: remember which files each raw table has now. New files of a table that is read by arrival make a batch; when one that
    was read has been changed or removed, all its files are new, and what was made from them is made anew. Of the other raw tables,
    which are small, the content counts.
#}
{% macro remember_raw_files(tables) %}
    {% if not keeps_state() %}{{ return('') }}{% endif %}
    {% do run_query('begin transaction') %}
    {% for table in tables %}
        {% if table.config.meta.is_read_by_arrival %}
            {% do remember_arrivals(table) %}
        {% else %}
            {% do remember_raw_table(table, content_version(table.relation_name)) %}
        {% endif %}
    {% endfor %}
    {% do run_query('commit') %}
{% endmacro %}

{# Statements: give the new files of a raw table a batch, or all of them when one that was read is not what it was. #}
{% macro remember_arrivals(table) %}
    {% set name = text_literal(table.name) %}
    {% set files = raw_files(raw_folder(), table.name) %}
    {% do run_query(
        'create or replace temporary table found_files as '
        ~ (raw_file_versions(table, files) if files else 'select null as file, null as file_version where false')
    ) %}
    {% do run_query('
        delete from lookback_state.raw_files where table_name = ' ~ name ~ ' and exists (
            select file, file_version from lookback_state.raw_files where table_name = ' ~ name ~ '
            except
            select file, file_version from found_files
        )
    ') %}
    {% do run_query('
        insert into lookback_state.raw_files
        select ' ~ name ~ ', file, file_version, ' ~ number_of_batch() ~ ' from found_files
        where file not in (select file from lookback_state.raw_files where table_name = ' ~ name ~ ')
    ') %}
    {% set batches = run_query(
        'select min(batch), max(batch) from lookback_state.raw_files where table_name = ' ~ name
    ).rows[0] %}
    {% do remember_raw_table(
        table, text_literal('batches ' ~ batches | join(' to ')), generation='from ' ~ (batches[0] or 'nothing')
    ) %}
{% endmacro %}

{# Statement: remember the version of a raw table. #}
{% macro remember_raw_table(table, version, generation=none) %}
    {% set relation = api.Relation.create(database=table.database, schema=table.schema, identifier=table.identifier) %}
    {% do record_state(relation, version, generation=generation) %}
{% endmacro %}
