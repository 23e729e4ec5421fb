"""What goals want of a day, and what is said of them."""
