"""Text that Markdown shows as it is, whoever wrote it."""

__all__ = ["plain"]


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, or Streamlit's directives, could take as a sign."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|~$&:" else char for char in text)
