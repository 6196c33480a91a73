-- Every raw row is accepted, a duplicate, a test send or rejected: none is lost, none is counted twice.
select * from {{ ref('event_reconciliation') }}
where raw_rows != accepted_rows + duplicate_rows + test_rows + rejected_rows
