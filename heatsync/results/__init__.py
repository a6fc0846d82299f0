"""What a parent takes home: races in order, grouped by sheet and session, as a page, a calendar, a link."""
