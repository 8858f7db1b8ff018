package org.sparsevd.ui.train;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.run.RecordingControl;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.Icon;

/** A line under the head of the window while epochs that are trained can't be written. */
public final class RecordingBanner extends HBox {
  private final StudioModel model;
  private final Label title = new Label();
  private final Label text = new Label();
  private final Button giveUp = new Button(Text.of("ui.recording.giveUp"));

  /**
   * @param files asks where to save
   */
  public RecordingBanner(StudioModel model, FileDialogs files) {
    this.model = model;
    getStyleClass().addAll("resume-banner", "recording-banner");
    setId("recording-banner");
    title.getStyleClass().add("strong");
    title.setId("recording-title");
    text.getStyleClass().add("muted");
    text.setId("recording-text");
    Button again = new Button(Text.of("ui.recording.again"), new Icon(Feather.REFRESH_CW));
    again.setId("recording-again");
    again.getStyleClass().add("accent");
    again.setMinWidth(Region.USE_PREF_SIZE);
    again.setOnAction(event -> model.tryWritingAgain());
    Button elsewhere = new Button(Text.of("ui.recording.elsewhere"), new Icon(Feather.FOLDER));
    elsewhere.setId("recording-elsewhere");
    elsewhere.setMinWidth(Region.USE_PREF_SIZE);
    elsewhere.setOnAction(event ->
        files
            .openFolder(getScene().getWindow(), Text.of("ui.recording.elsewhere.title"))
            .ifPresent(model::saveIn));
    giveUp.setId("recording-give-up");
    giveUp.setMinWidth(Region.USE_PREF_SIZE);
    giveUp.setOnAction(event -> model.leave());
    getChildren()
        .setAll(
            new Icon(Feather.ALERT_TRIANGLE),
            new BannerWords(title, text),
            again,
            elsewhere,
            giveUp);
    model.progressProperty().addListener(observable -> update());
    update();
  }

  private void update() {
    Optional<RecordingControl.Trouble> trouble = model.trouble();
    setVisible(trouble.isPresent());
    setManaged(trouble.isPresent());
    trouble.ifPresent(this::show);
  }

  private void show(RecordingControl.Trouble trouble) {
    title.setText(Text.of("ui.recording.title", trouble.folder(), trouble.reason()));
    text.setText(
        !trouble.elsewhere().isEmpty()
            ? Text.of("ui.recording.elsewhere.failed", trouble.elsewhere())
            : Text.of(
                trouble.standing() ? "ui.recording.standing" : "ui.recording.goesOn",
                trouble.epochs()));
    giveUp.setVisible(trouble.standing()); // else Stop ends the training first
    giveUp.setManaged(trouble.standing());
  }
}
