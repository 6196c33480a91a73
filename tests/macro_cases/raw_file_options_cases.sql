-- The folder of a raw table is below the raw folder, which begins at the project's folder unless it is absolute.
{% set project_folder = (graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | first).root_path if execute %}
with cases (name, result, expected) as (
    values
    (
        'an absolute folder',
        {{ text_literal(raw_file_options('/exports/raw', 'campaigns')) if execute else 'null' }},
        {{ text_literal('path ' ~ text_literal('/exports/raw/campaigns')) }}
    ),
    (
        'a folder elsewhere',
        {{ text_literal(raw_file_options('s3a://exports/raw', 'campaigns')) if execute else 'null' }},
        {{ text_literal('path ' ~ text_literal('s3a://exports/raw/campaigns')) }}
    ),
    (
        'a folder of the project',
        {{ text_literal(raw_file_options('data/raw', 'campaigns')) if execute else 'null' }},
        {{ text_literal('path ' ~ text_literal(project_folder ~ '/data/raw/campaigns')) }}
    )
)

select * from cases
where coalesce(position(expected in result), 0) = 0
