with campaigns as (
    select
        *,
        message_type = 'advertising' and channel != 'in_app' as is_sent_advertising,
        {{ elapsed_microseconds('published_at', 'scheduled_at') }} / cast(3600000000 as double) as scheduled_ahead_hours
    from {{ ref('int_campaigns_latest') }}
),

sends as (
    select * from {{ ref('int_advertising_sends_audited') }}
),

in_app_campaigns as (
    select * from {{ ref('int_in_app_campaigns_overlapped') }}
),

audited as (
    select
        campaigns.campaign_id,
        campaigns.campaign_name,
        campaigns.channel,
        campaigns.message_type,
        campaigns.status,
        coalesce(sends.advertising_sends, 0) as advertising_sends,
        coalesce(sends.night_sends, 0) as night_sends,
        case when coalesce(sends.has_consents, true) then coalesce(sends.night_sends_without_consent, 0) end
            as night_sends_without_consent,
        case when coalesce(sends.has_consents, true) then coalesce(sends.sends_without_consent, 0) end
            as sends_without_consent,
        case when coalesce(sends.has_consents, true) then coalesce(sends.sends_without_consent_record, 0) end
            as sends_without_consent_record,
        case when campaigns.is_sent_advertising then {{ is_marked_as_advertising('campaigns.body') }} end
            as is_marked_as_advertising,
        campaigns.published_at,
        campaigns.scheduled_at,
        campaigns.scheduled_ahead_hours,
        case when campaigns.channel != 'in_app' then campaigns.scheduled_ahead_hours < 1 end
            as is_scheduled_at_short_notice,
        case
            when campaigns.is_sent_advertising
                then {{ is_scheduled_late(in_report_timezone('campaigns.scheduled_at')) }}
        end as is_scheduled_late,
        in_app_campaigns.in_app_campaigns_at_once,
        in_app_campaigns.in_app_campaigns_at_once > 30 as is_above_in_app_limit
    from campaigns
    left join sends on campaigns.campaign_id = sends.campaign_id
    left join in_app_campaigns on campaigns.campaign_id = in_app_campaigns.campaign_id
)

select
    *,
    cast(
        {%- for broken_rule in [
            'coalesce(night_sends_without_consent, night_sends) > 0', 'sends_without_consent > 0',
            'not is_marked_as_advertising', 'is_scheduled_at_short_notice', 'is_scheduled_late', 'is_above_in_app_limit',
        ] %}
        {{ '+ ' if not loop.first }}case when {{ broken_rule }} then 1 else 0 end
        {%- endfor %} as bigint
    ) as broken_rules
from audited
