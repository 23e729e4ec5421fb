"""The painted page: lines with named styles, their colours and signs, and what paints them on the screen."""
