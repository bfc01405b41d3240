"""The mathematics: recurrent cells in plain NumPy that record every intermediate and differentiate exactly."""
