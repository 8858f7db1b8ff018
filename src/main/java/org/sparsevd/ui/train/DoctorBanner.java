package org.sparsevd.ui.train;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.DiagnosisWords;
import org.sparsevd.run.Run;
import org.sparsevd.text.Text;
import org.sparsevd.train.diagnosis.Diagnosis;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/**
 * What the run looked at suffered from, under the head of the window: where, why, and the settings
 * that mend it, to train with at once.
 */
public final class DoctorBanner extends HBox {
  private final StudioModel model;
  private final Icon icon = new Icon(Feather.ACTIVITY);
  private final Label title = new Label();
  private final Label cause = new Label();
  private final Label remedy = new Label();
  private final Button train = new Button(Text.of("ui.doctor.train"), new Icon(Feather.PLAY));
  private final Button form = new Button(Text.of("ui.doctor.form"), new Icon(Feather.SLIDERS));
  private Optional<Run> dismissed = Optional.empty();
  private Optional<Diagnosis> shown = Optional.empty();

  public DoctorBanner(StudioModel model) {
    this.model = model;
    getStyleClass().add("doctor-banner");
    setId("doctor-banner");
    title.getStyleClass().add("strong");
    title.setId("doctor-title");
    cause.setId("doctor-cause");
    remedy.setId("doctor-remedy");
    button(train, "doctor-train", "ui.doctor.train.help", model::trainRemedied);
    train.getStyleClass().add("accent");
    button(form, "doctor-form", "ui.doctor.form.help", model::loadRemedied);
    IconButton close = new IconButton(Feather.X, Text.of("ui.doctor.dismiss"), this::dismiss);
    close.setId("doctor-dismiss");
    close.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(icon, new BannerWords(title, cause, remedy), form, train, close);
    model.cursor().runProperty().addListener((observable, before, now) -> update());
    model.progressProperty().addListener((observable, before, now) -> update());
    update();
  }

  private static void button(Button button, String id, String help, Runnable action) {
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Text.of(help)));
    button.setOnAction(event -> action.run());
    button.managedProperty().bind(button.visibleProperty());
  }

  private void dismiss() {
    dismissed = model.cursor().runProperty().get();
    update();
  }

  private void update() {
    Optional<Run> run = model.cursor().runProperty().get();
    Optional<Diagnosis> now =
        run.filter(looked -> !dismissed.equals(Optional.of(looked)))
            .flatMap(looked -> looked.info().state().diagnosis());
    setVisible(now.isPresent());
    setManaged(now.isPresent());
    boolean offered = model.remediedConfig().isPresent() && !model.state().isActive();
    train.setVisible(offered);
    form.setVisible(offered);
    if (!now.equals(shown)) {
      shown = now;
      now.ifPresent(this::show);
    }
  }

  private void show(Diagnosis diagnosis) {
    boolean fault = diagnosis.cause().isFault();
    getStyleClass().setAll("doctor-banner", fault ? "fault" : "note");
    icon.show(fault ? Feather.ALERT_TRIANGLE : Feather.INFO);
    title.setText(DiagnosisWords.headline(diagnosis));
    cause.setText(DiagnosisWords.cause(diagnosis));
    remedy.setText(
        diagnosis.remedy().isEmpty()
            ? ""
            : Text.of("ui.doctor.remedy", DiagnosisWords.remedy(diagnosis)));
    setAccessibleText(String.join(". ", title.getText(), cause.getText(), remedy.getText()));
  }
}
