package org.sparsevd.ui.kl;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.RunView;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.EnlargePane;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.live.KlLabCard;

/** The KL term to walk along: the curves, what they are at a point, and what they mean. */
public final class KlLab extends StackPane {
  private static final List<String> MEANING = List.of("precision", "flat", "prior");

  private final KlLabModel model;
  private final KlLabCard chart;
  private final EnlargePane enlarging;

  public KlLab(KlLabModel model, FileDialogs files) {
    this.model = model;
    setId("kl-lab-page");
    chart = new KlLabCard(files);
    chart.setId("kl-lab");
    chart.setMinSize(0, 0);
    chart.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    chart.logAlphaProperty().bindBidirectional(model.logAlphaProperty());
    VBox stacked = new VBox(new KlReadOut(model), meaning());
    stacked.getStyleClass().add("right-column");
    stacked.setMinHeight(
        Region.USE_PREF_SIZE); // else the words go on below what can be scrolled to
    ScrollPane column = new ScrollPane(stacked);
    column.getStyleClass().addAll("right-scroll", "kl-column");
    column.setFitToWidth(true);
    column.setFitToHeight(true);
    column.setFocusTraversable(false);
    column.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox parts = new HBox(chart, column);
    parts.getStyleClass().add("train-parts");
    HBox.setHgrow(chart, Priority.ALWAYS);
    enlarging = new EnlargePane(parts, List.of(chart));
    getChildren().setAll(enlarging);
  }

  private static Card meaning() {
    Card card = new Card(Text.of("ui.kl.meaning"));
    VBox words = new VBox();
    words.getStyleClass().add("kl-meaning");
    for (String each : MEANING) {
      Label paragraph = new Label(Text.of("ui.kl.meaning." + each));
      paragraph.setWrapText(true);
      paragraph.setMinHeight(Region.USE_PREF_SIZE);
      words.getChildren().add(paragraph);
    }
    card.setContent(words);
    VBox.setVgrow(card, Priority.ALWAYS);
    return card;
  }

  /** The chart, to be bound to others and drawn at once for a picture. */
  public KlLabCard chart() {
    return chart;
  }

  /** Draws a run at an epoch; without one, the curves alone. */
  public void show(Optional<RunView> view) {
    chart.show(view);
    model.show(view);
  }

  /** Takes colours and sizes from {@code theme}. */
  public void setTheme(ChartTheme theme) {
    chart.setTheme(theme);
  }

  /** Puts an enlarged chart back; false when there was none. */
  public boolean shrink() {
    return enlarging.shrink();
  }
}
