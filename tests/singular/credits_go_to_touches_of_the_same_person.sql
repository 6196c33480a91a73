-- Every credit can be traced to an accepted event of that campaign and channel, by the person of the conversion and
-- at that moment.
select
    credits.ruleset,
    credits.conversion_id,
    credits.campaign_id
from {{ ref('conversion_credits') }} as credits
left join {{ ref('int_conversions_identified') }} as conversions on credits.conversion_id = conversions.conversion_id
left join {{ ref('int_touches_identified') }} as touches on credits.touch_id = touches.touch_id
where
    touches.touch_id is null
    or conversions.conversion_id is null
    or touches.campaign_id != credits.campaign_id
    or touches.channel != credits.channel
    or touches.person_hash != conversions.person_hash
    or {{ pseudonymous_user_key('conversions.user_key') }} != credits.user_key
    or touches.touched_at != credits.touched_at
