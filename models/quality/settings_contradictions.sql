select 1 as placeholder where false
