from accanto.evaluation.models.declared import DeclaredFigure

__all__ = ["DeclaredFigure"]
