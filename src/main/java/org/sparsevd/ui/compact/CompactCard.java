package org.sparsevd.ui.compact;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.CompactWords;
import org.sparsevd.chart.RunView;
import org.sparsevd.prune.Cut;
import org.sparsevd.run.Run;
import org.sparsevd.run.compact.CompactReport;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;

/**
 * What the pruned network of the run looked at comes to as a file and in time, and its files. Made
 * of the run's latest weights, at the cuts of the view.
 */
public final class CompactCard extends Card {
  private final CompactMeter meter;
  private final FileDialogs files;
  private final BooleanSupplier training;
  private final Button measure = new Button(Text.of("ui.compact.measure"));
  private final MenuButton save =
      new MenuButton(Text.of("ui.compact.save"), new Icon(Feather.DOWNLOAD));
  private final GridPane grid = new GridPane();
  private final Label note = new Label();
  private Optional<Subject> subject = Optional.empty();
  private Optional<Measured> measured = Optional.empty();
  private boolean measuring;

  /** What is measured: a run's latest weights at a cut. */
  private record Subject(Run run, int epoch, Cut cut) {}

  private record Measured(Subject subject, CompactReport report, boolean beside) {}

  /**
   * @param training whether anything is in training, which makes times longer
   */
  public CompactCard(CompactMeter meter, FileDialogs files, BooleanSupplier training) {
    super(Text.of("ui.compact.title"));
    this.meter = meter;
    this.files = files;
    this.training = training;
    setId("compact");
    measure.setId("compact-measure");
    measure.getStyleClass().add("text-button");
    measure.setTooltip(new Tooltip(Text.of("ui.compact.measure.help")));
    measure.setOnAction(event -> subject.ifPresent(this::measure));
    save.setId("compact-save");
    save.getStyleClass().addAll("flat", "save-menu");
    save.setTooltip(new Tooltip(Text.of("ui.compact.save.help")));
    save.setMinWidth(Region.USE_PREF_SIZE);
    for (CompactMeter.Kind kind : CompactMeter.Kind.values()) {
      MenuItem item = new MenuItem(Text.of("ui.compact.save." + kind.key()));
      item.setId("compact-save-" + kind.key());
      item.setOnAction(event -> subject.ifPresent(now -> save(now, kind)));
      save.getItems().add(item);
    }
    actions().setAll(measure, save);
    grid.getStyleClass().add("before-after");
    for (int column = 0; column < 4; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
      constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
      grid.getColumnConstraints().add(constraints);
    }
    note.setId("compact-note");
    note.getStyleClass().add("caption");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    VBox content = new VBox(grid, note);
    content.getStyleClass().add("threshold-content");
    setContent(content);
    refresh();
  }

  /** Takes the run looked at, and its cuts. */
  public void show(Optional<RunView> view) {
    Optional<Subject> now =
        view.filter(shown -> shown.run().weights().isPresent())
            .flatMap(shown ->
                shown
                    .run()
                    .latest()
                    .map(latest -> new Subject(shown.run(), latest.epoch(), shown.cuts())));
    if (!now.equals(subject)) {
      subject = now;
      refresh();
    }
  }

  private void measure(Subject asked) {
    measuring = true;
    boolean before = training.getAsBoolean();
    refresh();
    meter.measure(
        asked.run(),
        asked.cut(),
        report -> {
          measuring = false;
          report.ifPresent(found ->
              measured =
                  Optional.of(new Measured(asked, found, before || training.getAsBoolean())));
          refresh();
        });
  }

  private void save(Subject asked, CompactMeter.Kind kind) {
    String suggested = asked.run().info().name() + "-" + kind.key() + kind.ending();
    FileKind type =
        new FileKind(Text.of("ui.compact.kind." + kind.key()), List.of("*" + kind.ending()));
    Optional<Path> file =
        files.saveFile(getScene().getWindow(), Text.of("ui.compact.save"), suggested, type);
    file.ifPresent(chosen -> meter.save(asked.run(), asked.cut(), kind, chosen));
  }

  private void refresh() {
    Optional<Measured> known =
        measured.filter(found -> subject.equals(Optional.of(found.subject())));
    measure.setDisable(subject.isEmpty() || measuring);
    measure.setText(Text.of(measuring ? "ui.compact.measuring" : "ui.compact.measure"));
    show(measure, known.isEmpty());
    save.setDisable(subject.isEmpty());
    subtitleProperty().set(known.map(found -> at(found.subject())).orElse(""));
    grid.getChildren().clear();
    known.ifPresent(found -> fill(found.report()));
    grid.setVisible(known.isPresent());
    grid.setManaged(known.isPresent());
    note.setText(
        known
            .map(found ->
                CompactWords.agreement(found.report().agreement())
                    + (found.beside() ? " " + Text.of("ui.compact.beside") : ""))
            .orElse(Text.of(subject.isPresent() ? "ui.compact.intro" : "ui.compact.none")));
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static String at(Subject subject) {
    return subject.run().weights().orElseThrow().stream().anyMatch(layer -> layer.isNoisy())
        ? Text.of("ui.compact.at", Numbers.threshold(subject.cut().threshold()))
        : Text.of("ui.compact.whole");
  }

  private void fill(CompactReport report) {
    int row = 0;
    add(
        row,
        "caption",
        List.of(
            "",
            Text.of("compact.column.dense"),
            Text.of("compact.column.compact"),
            Text.of("compact.column.ratio")));
    for (CompactWords.Row each : CompactWords.rows(report)) {
      Region rule = new Region();
      rule.getStyleClass().add("rule");
      grid.add(rule, 0, ++row, 4, 1);
      add(++row, "plain-cell", List.of(each.label(), each.network(), each.compact(), each.ratio()));
    }
  }

  private void add(int row, String style, List<String> words) {
    for (int column = 0; column < words.size(); column++) {
      Label cell = new Label(words.get(column));
      cell.setMinWidth(Region.USE_PREF_SIZE);
      cell.getStyleClass().add(column == 3 && row > 0 ? "strong" : style);
      grid.add(cell, column, row);
    }
  }
}
