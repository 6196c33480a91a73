-- The pattern of a raw table's files: Parquet, at any depth below its folder; what means something in a pattern is
-- escaped in the path of the folder, so that it means itself.
with cases (name, result, expected) as (
    values
    ('a folder', {{ raw_pattern('data/raw', 'app_events') }}, 'data/raw/app_events/**/*.parquet'),
    ('a folder with a space', {{ raw_pattern('my data', 'app_events') }}, 'my data/app_events/**/*.parquet'),
    ('a folder with a quote', {{ raw_pattern("ann's", 'app_events') }}, 'ann''s/app_events/**/*.parquet'),
    ('a folder with brackets', {{ raw_pattern('raw[1]', 'app_events') }}, 'raw[[]1]/app_events/**/*.parquet'),
    ('a folder with a star', {{ raw_pattern('raw*', 'app_events') }}, 'raw[*]/app_events/**/*.parquet'),
    ('a folder with a question mark', {{ raw_pattern('raw?', 'app_events') }}, 'raw[?]/app_events/**/*.parquet'),
    ('a folder with a bracket and a star', {{ raw_pattern('[*', 'app_events') }}, '[[][*]/app_events/**/*.parquet'),
    ('a folder in another alphabet', {{ raw_pattern('자료', 'app_events') }}, '자료/app_events/**/*.parquet')
)

select * from cases
where result is distinct from expected
