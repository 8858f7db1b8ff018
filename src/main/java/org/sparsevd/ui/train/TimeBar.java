package org.sparsevd.ui.train;

import java.util.OptionalInt;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.IconButton;
import org.sparsevd.ui.control.ItemWords;

/** The time cursor: buttons, the line of epochs, a field, the speed, and the way back to live. */
public final class TimeBar extends HBox {
  private final RunCursor cursor;
  private final TextField epoch = new TextField();
  private final ToggleButton live = new ToggleButton(Text.of("ui.time.live"));
  private final IconButton play;

  /**
   * @param goLive back to the newest epoch
   */
  public TimeBar(RunCursor cursor, Runnable goLive) {
    this.cursor = cursor;
    getStyleClass().add("time-bar");
    IconButton first =
        new IconButton(Feather.SKIP_BACK, Text.of("ui.time.first"), () -> cursor.moveTo(0));
    first.setId("time-first");
    play = new IconButton(Feather.PLAY, Text.of("ui.time.play"), cursor::togglePlaying);
    play.getStyleClass().add("outlined");
    play.setId("time-play");
    IconButton last = new IconButton(Feather.SKIP_FORWARD, Text.of("ui.time.last"), goLive);
    last.setId("time-last");
    TimeTrack track = new TimeTrack(cursor);
    HBox.setHgrow(track, Priority.ALWAYS);
    HBox holder = new HBox(track);
    holder.getStyleClass().add("time-track-holder"); // room for the handle at both ends
    HBox.setHgrow(holder, Priority.ALWAYS);
    Label name = new Label(Text.of("ui.time.epoch"));
    name.getStyleClass().add("muted");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setLabelFor(epoch);
    fillEpochField();
    fillLive(goLive);
    getChildren().setAll(first, play, last, holder, name, epoch, speed(), live);
    cursor.playingProperty().addListener(observable -> showPlaying());
    cursor.epochProperty().addListener(this::showEpoch);
    cursor.liveProperty().addListener(observable -> showLive());
    cursor.runProperty().addListener(observable -> showLive());
    showEpoch(cursor.epochProperty(), 0, 0);
    showLive();
  }

  private void fillEpochField() {
    epoch.setId("time-epoch");
    epoch.getStyleClass().add("epoch-field");
    epoch.setAccessibleText(Text.of("ui.time.field"));
    epoch.setTooltip(new Tooltip(Text.of("ui.time.field")));
    epoch.setOnAction(event -> takeEpoch());
    epoch
        .focusedProperty()
        .addListener((observable, before, focused) -> {
          if (!focused) {
            takeEpoch();
          }
        });
  }

  private void takeEpoch() {
    // What is not an epoch: the field goes back to the one there is.
    OptionalInt wanted = Numbers.parseWhole(epoch.getText());
    if (wanted.isPresent() && wanted.getAsInt() != cursor.epochProperty().get()) {
      cursor.moveTo(wanted.getAsInt());
    }
    epoch.setText(Integer.toString(cursor.epochProperty().get()));
  }

  private void fillLive(Runnable goLive) {
    live.setId("live");
    live.getStyleClass().add("live-chip");
    Region dot = new Region();
    dot.getStyleClass().add("live-dot");
    live.setGraphic(dot);
    live.setMinWidth(Region.USE_PREF_SIZE);
    live.setTooltip(new Tooltip(Text.of("ui.time.live.help")));
    live.setOnAction(event -> {
      goLive.run();
      showLive();
    });
  }

  private static String speedWords(double factor) {
    return Text.of("ui.time.speed", Numbers.decimals(factor, factor < 1 ? 1 : 0));
  }

  private ComboBox<Double> speed() {
    ComboBox<Double> speed = new ComboBox<>();
    speed.setId("time-speed");
    speed.getItems().setAll(0.5, 1.0, 2.0, 4.0, 8.0);
    speed.setConverter(new ItemWords<>(TimeBar::speedWords));
    speed.setValue(1.0);
    speed.valueProperty().addListener((observable, before, now) -> cursor.speedProperty().set(now));
    speed.setTooltip(new Tooltip(Text.of("ui.time.speed.help")));
    speed.setAccessibleText(Text.of("ui.time.speed.help"));
    speed.getStyleClass().add("speed");
    return speed;
  }

  private void showPlaying() {
    boolean playing = cursor.playingProperty().get();
    play.show(
        playing ? Feather.PAUSE : Feather.PLAY,
        Text.of(playing ? "ui.time.pause" : "ui.time.play"));
  }

  private void showEpoch(ObservableValue<? extends Number> observable, Number before, Number now) {
    epoch.setText(Integer.toString(cursor.epochProperty().get()));
  }

  private void showLive() {
    live.setSelected(cursor.liveProperty().get() && cursor.runProperty().get().isPresent());
    live.setDisable(cursor.runProperty().get().isEmpty());
  }
}
