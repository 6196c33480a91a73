-- The distinct counts of devices and of identified users of a campaign and channel: each once, and no other.
{{ wrong_names([
    'sent_devices', 'opened_devices', 'unique_impressions', 'unique_clicks',
    'sent_users', 'opened_users', 'user_impressions', 'user_clicks',
], audience_names()) }}
