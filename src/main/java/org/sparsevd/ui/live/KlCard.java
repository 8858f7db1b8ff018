package org.sparsevd.ui.live;

import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import org.sparsevd.chart.KlChart;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;

/** The KL term against log α, and where the weights are. */
public final class KlCard extends RunChartCard {
  public KlCard(FileDialogs dialogs) {
    super(new KlChart(), dialogs);
    subtitleProperty().set(Text.of("chart.subtitle.kl"));
  }

  /** log α of the cross-hair; bind it to the other cards' to move them together. */
  public ObjectProperty<OptionalDouble> hoverLogAlphaProperty() {
    return hoverValueProperty();
  }
}
