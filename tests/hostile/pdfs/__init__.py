"""The hostile PDFs, one file for each way of being hostile. Importing this draws them all: see ``drawing.PDFS``."""

from tests.hostile.pdfs import actions, bombs, layouts, not_pdfs, structures, texts

__all__ = ["actions", "bombs", "layouts", "not_pdfs", "structures", "texts"]
