"""What the reader sees: storyboards, the stage that plays them, figures, theme and settings."""
