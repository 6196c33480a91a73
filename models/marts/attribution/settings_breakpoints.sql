select * from {{ ref('int_breakpoints_listed') }}
