"""What articles have to do with one another: copies, stories, dates that neighbours betray."""
