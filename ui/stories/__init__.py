"""Stories: each turns what the engine recorded into a storyboard, the ordered steps of one chapter."""
