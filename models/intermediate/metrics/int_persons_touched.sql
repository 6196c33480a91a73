select distinct
    scope_hash,
    person_hash,
    is_identified
from {{ ref('int_touches_identified') }}
