-- A name is wrong that one of the lists has not, or has twice.
with results as (
    {{ wrong_names(['right', 'missing', 'twice', 'right too', 'expected twice', 'expected twice'], [
        'right too', 'right', 'twice', 'twice', 'unexpected', 'expected twice', 'unexpected twice',
        'unexpected twice',
    ]) }}
),

expected (name) as (
    values ('missing'), ('twice'), ('unexpected'), ('expected twice'), ('unexpected twice')
)

select
    coalesce(results.name, expected.name) as name,
    results.name is null as is_missed
from results
full outer join expected on results.name = expected.name
where results.name is null or expected.name is null
