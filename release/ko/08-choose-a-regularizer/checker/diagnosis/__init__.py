"""From wrong arrays and errors to what is likely behind them."""
