-- The days are counted here, since dbt.date_spine asks a database how many there are.
with numbers as (
    {{ dbt.generate_series(18263) | trim }}
)

select {{ days_after("cast('2000-01-01' as date)", 'cast(generated_number as bigint) - 1') }} as date_day
from numbers
