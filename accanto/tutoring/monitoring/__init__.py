"""How a tie goes: what both sides say of it, words that worry, how mutual it is, and the picture of it all."""
