"""What this room holds on people."""

from django.utils.translation import gettext_lazy as _

from accanto.privacy.registry import Holding

HOLDINGS = [
    Holding(
        model="evaluation.DeclaredFigure",
        what=_("Who entered a figure by hand, when, and the evidence they gave"),
        purpose=_("To answer for figures that the product does not compute"),
        basis=_("Legal obligation: reporting on public funds"),
        retention=_("As long as the project's accounts must be kept"),
        erase="keep",
        export=False,
    )
]
