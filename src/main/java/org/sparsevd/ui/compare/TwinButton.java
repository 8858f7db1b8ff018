package org.sparsevd.ui.compare;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.train.StudioModel;

/** Trains the form's experiment by binary dropout and by Sparse VD, to be compared. */
final class TwinButton extends StackPane {
  private final StudioModel studio;
  private final Button button = new Button(Text.of("ui.compare.twins"), new Icon(Feather.PLAY));
  private final Tooltip tooltip = new Tooltip();

  TwinButton(StudioModel studio) {
    this.studio = studio;
    button.setId("train-twins");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> studio.trainTwins());
    getChildren().setAll(button);
    Tooltip.install(this, tooltip); // a disabled button shows none
    studio.progressProperty().addListener(observable -> update());
    studio.experiment().configProperty().addListener(observable -> update());
    update();
  }

  private void update() {
    boolean wrong = studio.experiment().configProperty().get().isEmpty();
    boolean busy = studio.state().isActive();
    button.setDisable(wrong || busy);
    tooltip.setText(
        Text.of(
            busy
                ? "ui.compare.twins.busy"
                : wrong ? "ui.compare.twins.wrong" : "ui.compare.twins.help"));
  }
}
