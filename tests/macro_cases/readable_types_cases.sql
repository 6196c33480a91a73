-- The types of a Parquet column that can be read as a declared type without guessing: texts of everything that is one
-- value, whole numbers of whole numbers, figures of every number, and moments, days and truths of their own only.
{% set cases = [
    ('a text of a text', 'varchar', 'VARCHAR', 'true'),
    ('a text of a number', 'varchar', 'BIGINT', 'true'),
    ('a text of a decimal', 'varchar', 'DECIMAL(10,2)', 'true'),
    ('no text of a list', 'varchar', 'VARCHAR[]', 'false'),
    ('no text of a structure', 'varchar', 'STRUCT(a INTEGER)', 'false'),
    ('no text of a map', 'varchar', 'MAP(VARCHAR, INTEGER)', 'false'),
    ('no moment of a list', 'timestamp', 'TIMESTAMP[]', 'false'),
    ('no figure of a list', 'decimal(18,4)', 'DECIMAL(10,2)[]', 'false'),
    ('a moment of a moment', 'timestamp', 'TIMESTAMP', 'true'),
    ('a moment of a moment with a time zone', 'timestamp', 'TIMESTAMP WITH TIME ZONE', 'true'),
    ('a moment of nanoseconds', 'timestamp', 'TIMESTAMP_NS', 'true'),
    ('no moment of a text', 'timestamp', 'VARCHAR', 'false'),
    ('no moment of a number', 'timestamp', 'BIGINT', 'false'),
    ('no moment of a day', 'timestamp', 'DATE', 'false'),
    ('a day of a day', 'date', 'DATE', 'true'),
    ('no day of a moment', 'date', 'TIMESTAMP', 'false'),
    ('no day of a text', 'date', 'VARCHAR', 'false'),
    ('truth of truth', 'boolean', 'BOOLEAN', 'true'),
    ('no truth of a number', 'boolean', 'INTEGER', 'false'),
    ('no truth of a text', 'boolean', 'VARCHAR', 'false'),
    ('a whole number of a small one', 'integer', 'TINYINT', 'true'),
    ('a whole number of a great one', 'integer', 'BIGINT', 'true'),
    ('a whole number of one without sign', 'integer', 'UINTEGER', 'true'),
    ('no whole number of a double', 'integer', 'DOUBLE', 'false'),
    ('no whole number of a text', 'integer', 'VARCHAR', 'false'),
    ('a figure of a decimal', 'decimal(18,4)', 'DECIMAL(10,2)', 'true'),
    ('a figure of a double', 'decimal(18,4)', 'DOUBLE', 'true'),
    ('a figure of a whole number', 'decimal(18,4)', 'INTEGER', 'true'),
    ('no figure of a text', 'decimal(18,4)', 'VARCHAR', 'false'),
    ('no figure of truth', 'decimal(18,4)', 'BOOLEAN', 'false'),
    ('anything of a column of nulls', 'timestamp', '"NULL"', 'true'),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, data_type, parquet_type, expected in cases %}
    (
        {{ text_literal(name) }},
        {{ matches(text_literal(parquet_type), readable_types(data_type)) }},
        {{ expected }}
    )
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
