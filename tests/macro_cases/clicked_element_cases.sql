-- A click counts for the element that it names, else for its target; opens and clicks that name nothing count for the body.
with cases (name, event_type, click_target, element_id, expected) as (
    values
    ('an open is of the body', 'open', null, null, 'body'),
    ('an open is of the body whatever it names', 'open', 'button', 'b1', 'body'),
    ('a click on the body', 'click', 'body', null, 'body'),
    ('a click on the body whatever it names', 'click', 'body', 'b1', 'body'),
    ('a click that names nothing', 'click', null, null, 'body'),
    ('a click that names its element', 'click', 'button', 'b1', 'b1'),
    ('a click that names its element alone', 'click', null, 'b1', 'b1'),
    ('a click that names its target alone', 'click', 'image', null, 'image')
),

results as (
    select
        *,
        {{ clicked_element('event_type', 'click_target', 'element_id') }} as result
    from cases
)

select * from results
where result is distinct from expected
