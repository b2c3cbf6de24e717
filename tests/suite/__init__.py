"""The faithfulness suite: what a sentence plainly says, looked for in the picture's geometry."""
