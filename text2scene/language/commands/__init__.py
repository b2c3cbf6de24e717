"""Instructions: remove, add, move, make, replace, swap, flip, give, start over, in any wording.

``plain`` turns questions, wishes and statements into plain instructions, ``counts`` reads how many
there should be, ``which`` finds the object that a description means, and ``core`` reads what is
then an instruction, with the modules of its verbs.
"""

from text2scene.language.commands.core import prepare, read_command
from text2scene.language.commands.split import commands_of

__all__ = ["commands_of", "prepare", "read_command"]
