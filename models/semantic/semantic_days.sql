-- The days are counted here, since dbt.date_spine asks a database how many there are.
with numbers as (
    {{ dbt.generate_series(18263) | trim }}
)

select {{ dbt.dateadd('day', 'cast(generated_number as bigint) - 1', "cast('2000-01-01' as date)") | trim }} as date_day
from numbers
