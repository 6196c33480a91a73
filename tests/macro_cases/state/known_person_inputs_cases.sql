-- What was compared the last time is what has been remembered, every column of it.
with known as (
    select * from {{ known_person_inputs() }}
),

remembered as (
    select kind, input_hash, state_hash from lookback_state.person_inputs
)

(select * from known except all select * from remembered)
union all
(select * from remembered except all select * from known)
