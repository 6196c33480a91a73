-- Rows of literals, with their names.
with results as (
    select
        figures.word,
        figures.figure
    from {{ literal_rows('figures', ['word', 'figure'], [["'one'", 1], ["'half'", 0.5], ["'none'", 'null']]) }}
),

expected as (
    select 'one' as word, 1.0 as figure
    union all
    select 'half' as word, 0.5 as figure
    union all
    select 'none' as word, null as figure
)

(select * from results except select * from expected)
union all
(select * from expected except select * from results)
