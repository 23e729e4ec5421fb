"""A daily reminder: the job of the system that calls, and the notification it shows."""
