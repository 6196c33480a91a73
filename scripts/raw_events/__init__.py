"""The parts of generate_raw_events.py: settings and schedules in Python, events in sql/."""
