"""The page of measurements: its tables, and the machine they were taken on."""
