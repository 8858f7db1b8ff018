package org.sparsevd.ui.train;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.ReproductionWords;
import org.sparsevd.chart.RunView;
import org.sparsevd.run.results.Reproduction;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/**
 * Whether the run at the time cursor came to what its preset is expected to: an icon and a few
 * words, below them the band or what misses it, and settings that are not the preset's.
 */
final class ReproductionNote extends VBox {
  /** Differing settings named; more are counted, and all stand in the tooltip. */
  private static final int NAMED = 2;

  private final Icon icon = new Icon(Feather.CLOCK);
  private final Label headline = new Label("", icon);
  private final Label figures = line();
  private final Label settings = line();
  private final Tooltip tooltip = new Tooltip();

  ReproductionNote() {
    getStyleClass().add("reproduction");
    setId("reproduction");
    headline.setId("reproduction-headline");
    figures.setId("reproduction-figures");
    settings.setId("reproduction-settings");
    headline.setWrapText(true);
    headline.setMinHeight(Region.USE_PREF_SIZE);
    settings.managedProperty().bind(settings.visibleProperty());
    settings.visibleProperty().bind(settings.textProperty().isNotEmpty());
    Tooltip.install(this, tooltip);
    getChildren().setAll(headline, figures, settings);
    show(Optional.empty());
  }

  /** Shows what is to be said of a run at an epoch; nothing where nothing is expected. */
  void show(Optional<RunView> view) {
    Optional<Reproduction> reproduction =
        view.flatMap(RunView::metrics)
            .flatMap(metrics -> Reproduction.of(view.orElseThrow().run().info(), metrics));
    setVisible(reproduction.isPresent());
    setManaged(reproduction.isPresent());
    reproduction.ifPresent(this::show);
  }

  private void show(Reproduction reproduction) {
    headline.setText(ReproductionWords.headline(reproduction));
    boolean unfinished = reproduction.verdict() == Reproduction.Verdict.UNFINISHED;
    boolean good =
        reproduction.verdict() == Reproduction.Verdict.IN_BAND && reproduction.hasPresetSettings();
    icon.show(unfinished ? Feather.CLOCK : good ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
    headline
        .getStyleClass()
        .setAll(
            "label",
            "reproduction-headline",
            unfinished ? "muted" : good ? "ok-text" : "warn-text");
    String band = ReproductionWords.band(reproduction.expected());
    String misses = ReproductionWords.misses(reproduction);
    figures.setText(
        misses.isEmpty()
            ? Text.of(unfinished ? "ui.reproduction.soFarIn" : "ui.reproduction.band", band)
            : Text.of(
                unfinished ? "ui.reproduction.soFar" : "ui.reproduction.misses", misses, band));
    List<String> differences =
        ReproductionWords.differences(reproduction, key -> Text.of("setting." + key + ".label"));
    settings.setText(settings(differences));
    tooltip.setText(tooltip(reproduction, differences));
    setAccessibleText(String.join(". ", headline.getText(), figures.getText(), settings.getText()));
  }

  private static String settings(List<String> differences) {
    if (differences.isEmpty()) {
      return "";
    }
    String named = String.join(", ", differences.subList(0, Math.min(NAMED, differences.size())));
    int more = differences.size() - NAMED;
    return more > 0
        ? Text.of("ui.reproduction.settingsMore", named, more)
        : Text.of("ui.reproduction.settings", named);
  }

  private static String tooltip(Reproduction reproduction, List<String> differences) {
    String source =
        Text.of("ui.reproduction.source", reproduction.preset(), reproduction.expected().source());
    return differences.isEmpty()
        ? source
        : Text.of("ui.reproduction.settings", String.join(", ", differences)) + "\n" + source;
  }

  private static Label line() {
    Label line = new Label();
    line.getStyleClass().add("caption");
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }
}
