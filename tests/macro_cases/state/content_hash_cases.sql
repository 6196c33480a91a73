-- Rows that are equal in every column have equal hashes of 64 bits, whatever their relation is called; rows that differ in
-- anything had better have different ones.
with cases (name, one_text, one_number, other_text, other_number, expected) as (
    values
    ('equal rows', 'K', 24, 'K', 24, true),
    ('equal rows with a null', 'K', null, 'K', null, true),
    ('equal rows of nulls', null, null, null, null, true),
    ('another text', 'K', 24, 'I', 24, false),
    ('another text in capital letters', 'K', 24, 'k', 24, false),
    ('another number', 'K', 24, 'K', 25, false),
    ('a number that is null', 'K', 24, 'K', null, false),
    ('a text that is null is not empty', '', 24, null, 24, false),
    ('nothing and nought are not alike', 'K', null, 'K', 0, false),
    ('a value in another column', '24', null, null, 24, false)
),

rows_with_hashes as (
    select
        cases.*,
        {{ content_hash('one_row') }} as one_hash,
        {{ content_hash('other_row') }} as other_hash
    from cases
    cross join lateral (select cases.one_text as campaign_id, cases.one_number as window_hours) as one_row
    cross join lateral (select cases.other_text as campaign_id, cases.other_number as window_hours) as other_row
),

results as (
    select
        *,
        one_hash = other_hash and one_hash between 0 and 18446744073709551615 as result
    from rows_with_hashes
)

select * from results
where result is distinct from expected
