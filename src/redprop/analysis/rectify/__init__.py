"""What is to be put right: findings followed over visits and periods, with who must act, by when, and what it costs."""
