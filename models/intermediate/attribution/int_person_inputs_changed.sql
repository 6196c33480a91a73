{{ config(materialized='view') }}

with known as (
    select * from {{ known_person_inputs() }}
),

present as (
    select * from {{ ref('int_person_inputs_listed') }}
)

select
    coalesce(present.kind, known.kind) as kind,
    coalesce(present.input_hash, known.input_hash) as input_hash,
    known.state_hash as known_state_hash,
    present.state_hash as present_state_hash
from present
full outer join known on present.kind = known.kind and present.input_hash = known.input_hash
where
    present.state_hash is distinct from known.state_hash
    or present.kind is null
    or known.kind is null
