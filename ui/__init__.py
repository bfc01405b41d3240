"""What the reader sees: storyboards, the stage that plays them, figures, theme and settings."""

__version__ = "1.0.0"  # said once: pyproject.toml and the app read it here, CITATION.cff is held to it by a test
