package org.sparsevd.ui.live;

import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import org.sparsevd.chart.SparsityChart;
import org.sparsevd.ui.control.FileDialogs;

/** The pruned share of each layer over the epochs. */
public final class SparsityCard extends RunChartCard {
  public SparsityCard(FileDialogs dialogs) {
    super(new SparsityChart(), dialogs);
  }

  /** Epoch of the cross-hair; bind it to the other cards' to move them together. */
  public ObjectProperty<OptionalDouble> hoverEpochProperty() {
    return hoverValueProperty();
  }
}
