-- The weighted sum of a function's values at the nodes is its integral from 0 to 1, of a steep one too.
with nodes as (
    {{ quadrature_nodes() }}
),

cases (name, result, expected) as (
    select
        'of one',
        sum(weight),
        cast(1 as double)
    from nodes
    union all
    select
        'of a parabola',
        sum(weight * place * place),
        1 / cast(3 as double)
    from nodes
    union all
    select
        'of a root, which is upright at the end',
        sum(weight * sqrt(place)),
        2 / cast(3 as double)
    from nodes
    union all
    select
        'of what falls off within a thousandth',
        sum(weight * exp(-1000 * place)),
        cast(0.001 as double)
    from nodes
    union all
    select
        'nodes',
        count(distinct node),
        81
    from nodes
)

select * from cases
where abs(result - expected) > 1e-8 * expected or result is null
