package org.sparsevd.ui.results;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.run.results.ResultsTable;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;
import org.sparsevd.ui.control.Icon;

/**
 * The published results and those of the sample runs in one table. Figures of this program are read
 * from the run folders when the view is first looked at; a click on one opens its run.
 */
public final class ResultsView extends ScrollPane {
  private final SampleRuns samples;
  private final Executor background;
  private final Executor viewThread;
  private final Card card = new Card(Text.of("ui.results.title"));
  private final VBox content = new VBox();
  private final ResultsGrid grid;
  private boolean asked;

  /**
   * @param background where runs are read
   * @param viewThread where the answer goes
   * @param open opens a run folder
   */
  public ResultsView(
      SampleRuns samples, Executor background, Executor viewThread, Consumer<Path> open) {
    this.samples = samples;
    this.background = background;
    this.viewThread = viewThread;
    grid = new ResultsGrid(open);
    getStyleClass().addAll("view", "results");
    setId("results");
    setFitToWidth(true);
    setFocusTraversable(false);
    content.getStyleClass().add("results-content");
    card.setContent(content);
    VBox page = new VBox(card);
    page.getStyleClass().add("results-page");
    setContent(page);
    content.getChildren().setAll(note("ui.results.reading"));
  }

  /** Reads the runs unless that was done before. */
  public void load() {
    if (asked) {
      return;
    }
    asked = true;
    background.execute(() -> {
      List<Path> folders = samples.folders();
      ResultsTable table = ResultsTable.read(folders);
      viewThread.execute(() -> show(table, folders.isEmpty()));
    });
  }

  private void show(ResultsTable table, boolean noSamples) {
    content.getChildren().clear();
    if (noSamples) {
      Label none = note("ui.results.noSamples");
      none.setId("results-none");
      none.setGraphic(new Icon(Feather.INFO));
      content.getChildren().add(none);
    } else {
      card.subtitleProperty().set(Text.of("ui.results.subtitle"));
    }
    for (String problem : table.problems()) {
      Label unread =
          new Label(Text.of("ui.results.unread", problem), new Icon(Feather.ALERT_TRIANGLE));
      unread.getStyleClass().add("warn-text");
      unread.setWrapText(true);
      content.getChildren().add(unread);
    }
    grid.show(table.networks());
    content.getChildren().add(grid);
    VBox notes = new VBox(note("ui.results.note.error"), note("ui.results.note.compression"));
    notes.getStyleClass().add("results-notes");
    Label references = new Label(String.join("\n", table.references()));
    references.getStyleClass().add("caption");
    references.setWrapText(true);
    references.setMinHeight(Region.USE_PREF_SIZE);
    notes.getChildren().add(references);
    content.getChildren().add(notes);
  }

  private static Label note(String key) {
    Label note = new Label(Text.of(key));
    note.getStyleClass().add("results-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    return note;
  }
}
