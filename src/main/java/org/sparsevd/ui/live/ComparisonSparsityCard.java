package org.sparsevd.ui.live;

import org.sparsevd.chart.ComparisonSparsityChart;
import org.sparsevd.ui.control.FileDialogs;

/** Which share of its weights each run prunes, layer by layer. */
public final class ComparisonSparsityCard extends ComparisonCard {
  public ComparisonSparsityCard(FileDialogs dialogs) {
    super(new ComparisonSparsityChart(), dialogs);
  }
}
