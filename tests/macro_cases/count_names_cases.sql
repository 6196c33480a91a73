-- The counts of a campaign, channel and day: each once, and no other.
{{ wrong_names([
    'targeted', 'targeted_android', 'targeted_ios', 'targeted_web',
    'sent', 'sent_android', 'sent_ios', 'sent_web',
    'failed', 'restricted', 'restricted_fatigue', 'restricted_do_not_disturb',
    'impressions', 'impressions_android', 'impressions_ios', 'impressions_web',
    'clicks', 'clicks_android', 'clicks_ios', 'clicks_web',
    'opens', 'button_clicks',
], count_names()) }}
