package org.sparsevd.ui.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/** How many samples each class has, as bars with their numbers. */
final class BalanceCard extends Card {
  /** More classes than these are summed up in a line. */
  private static final int MOST = 256;

  private final GridPane grid = new GridPane();

  BalanceCard() {
    super(Text.of("ui.data.balance"));
    setId("data-balance");
    getStyleClass().add("data-balance");
    grid.setId("data-balance-grid");
    grid.getStyleClass().add("balance-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setPercentWidth(28);
    grid.getColumnConstraints().add(names);
    for (int split = 0; split < 2; split++) {
      ColumnConstraints bars = new ColumnConstraints();
      bars.setHgrow(Priority.ALWAYS);
      ColumnConstraints counts = new ColumnConstraints();
      counts.setHalignment(HPos.RIGHT);
      counts.setMinWidth(USE_PREF_SIZE);
      grid.getColumnConstraints().addAll(bars, counts);
    }
    setContent(grid);
  }

  void show(DataPreview data) {
    grid.getChildren().clear();
    List<String> classes = data.classes();
    int shown = Math.min(MOST, classes.size());
    grid.add(head("ui.data.train.count"), 1, 0, 2, 1);
    grid.add(head("ui.data.test"), 3, 0, 2, 1);
    for (int c = 0; c < shown; c++) {
      Label name = new Label(classes.get(c));
      name.getStyleClass().add("class-name");
      grid.add(name, 0, c + 1);
      add(data.trainCounts(), c, 1, "train");
      add(data.testCounts(), c, 3, "test");
    }
    subtitleProperty()
        .set(
            shown == classes.size()
                ? Text.of("ui.data.classes", classes.size())
                : Text.of("ui.data.classesOf", shown, classes.size()));
    grid.setAccessibleText(
        IntStream.range(0, shown)
            .mapToObj(c ->
                Text.of(
                    "ui.data.balanceOf",
                    classes.get(c),
                    data.trainCounts().get(c),
                    data.testCounts().get(c)))
            .collect(Collectors.joining("\n")));
  }

  private static Label head(String key) {
    Label label = new Label(Text.of(key));
    label.getStyleClass().add("caption");
    return label;
  }

  private void add(List<Integer> counts, int of, int column, String split) {
    int most = counts.stream().mapToInt(n -> n).max().orElse(0);
    Region bar = new Region();
    bar.getStyleClass().addAll("balance-bar", split);
    StackPane track = new StackPane(bar);
    track.getStyleClass().add("balance-track");
    StackPane.setAlignment(bar, Pos.CENTER_LEFT);
    double share = most == 0 ? 0 : (double) counts.get(of) / most;
    bar.minWidthProperty().bind(track.widthProperty().multiply(share));
    bar.maxWidthProperty().bind(track.widthProperty().multiply(share));
    grid.add(track, column, of + 1);
    Label count = new Label(Numbers.count(counts.get(of)));
    count.getStyleClass().add("balance-count");
    count.setMinWidth(USE_PREF_SIZE);
    grid.add(count, column + 1, of + 1);
  }
}
