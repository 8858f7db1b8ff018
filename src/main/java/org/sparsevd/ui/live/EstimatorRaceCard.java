package org.sparsevd.ui.live;

import java.util.List;
import org.sparsevd.chart.EstimatorRaceChart;
import org.sparsevd.chart.EstimatorRaceChart.Mode;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.text.Text;
import org.sparsevd.train.EpochMetrics;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.SegmentedControl;

/** The three estimators' learning curves. */
public final class EstimatorRaceCard extends RunChartCard {
  private final EstimatorRaceChart chart;
  private final SegmentedControl<Mode> mode =
      new SegmentedControl<>(Text.of("chart.mode"), each -> Text.of("chart.race." + key(each)));

  public EstimatorRaceCard(FileDialogs dialogs) {
    this(new EstimatorRaceChart(), dialogs);
  }

  private EstimatorRaceCard(EstimatorRaceChart chart, FileDialogs dialogs) {
    super(chart, dialogs);
    this.chart = chart;
    mode.setId("race-mode");
    mode.setMinWidth(USE_PREF_SIZE);
    mode.setValue(Mode.ERROR);
    mode.setItems(List.of(Mode.values()));
    mode.valueProperty()
        .addListener((observable, before, now) -> {
          chart.setMode(now);
          surface().redraw();
        });
    actions().addFirst(mode);
  }

  private static String key(Mode mode) {
    return switch (mode) {
      case ERROR -> "error";
      case COMPRESSION -> "compression";
      case LOSS -> "loss";
    };
  }

  /** Empties the course. */
  public void begin(int epochs) {
    chart.begin(epochs);
    surface().redraw();
  }

  /** Adds an epoch of one of the three. */
  public void add(GradientEstimator estimator, EpochMetrics metrics) {
    chart.add(estimator, metrics);
    surface().redraw();
  }
}
