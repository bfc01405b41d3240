"""The mathematics: recurrent cells in plain NumPy that record everything and differentiate exactly."""
