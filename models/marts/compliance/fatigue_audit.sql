with findings as (
    select * from {{ ref('int_fatigue_audited') }}
),

persons as (
    select * from {{ ref('int_persons_listed') }}
)

select
    findings.event_id,
    findings.finding,
    findings.channel,
    findings.campaign_id,
    findings.message_id,
    {{ pseudonymous_user_key('persons.user_key') }} as user_key,
    findings.occurred_at,
    cast({{ in_report_timezone('findings.occurred_at') }} as date) as report_date,
    findings.messages_in_window,
    findings.limit_messages,
    findings.limit_hours
from findings
inner join persons on findings.person_hash = persons.person_hash
