package org.sparsevd.ui.train;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.run.Run;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** A line under the head of the window that offers to go on with an unfinished run. */
public final class ResumeBanner extends HBox {
  private final StudioModel model;
  private final Label title = new Label();
  private final Label text = new Label();
  private final Button resume = new Button(Text.of("ui.resume.action"), new Icon(Feather.PLAY));
  private final Button look = new Button(Text.of("ui.resume.look"), new Icon(Feather.EYE));

  public ResumeBanner(StudioModel model) {
    this.model = model;
    getStyleClass().add("resume-banner");
    setId("resume-banner");
    title.getStyleClass().add("strong");
    title.setId("resume-title");
    text.getStyleClass().add("muted");
    text.setId("resume-text");
    resume.setId("resume");
    resume.getStyleClass().add("accent");
    resume.setMinWidth(Region.USE_PREF_SIZE);
    resume.setOnAction(event -> model.resumeOffered());
    look.setId("resume-look");
    look.setMinWidth(Region.USE_PREF_SIZE);
    look.setOnAction(event -> model.lookAtOffered());
    IconButton close = new IconButton(Feather.X, Text.of("ui.resume.dismiss"), model::dismissOffer);
    close.setId("resume-dismiss");
    close.setMinWidth(Region.USE_PREF_SIZE);
    getChildren()
        .setAll(new Icon(Feather.CLOCK), new BannerWords(title, text), look, resume, close);
    model.offer().runProperty().addListener((observable, before, now) -> update());
    model.experiment().configProperty().addListener((observable, before, now) -> update());
    model.cursor().runProperty().addListener((observable, before, now) -> update());
    update();
  }

  private void update() {
    Optional<Run> offered = model.offer().runProperty().get();
    setVisible(offered.isPresent());
    setManaged(offered.isPresent());
    offered.ifPresent(this::show);
  }

  private void show(Run run) {
    int planned = run.info().config().map(ExperimentConfig::epochs).orElse(0);
    boolean looked = model.cursor().runProperty().get().equals(Optional.of(run));
    title.setText(
        Text.of(
            looked ? "ui.resume.this" : "ui.resume.last",
            run.info().name(),
            ResumeOffer.completed(run),
            planned));
    boolean next = model.resumesNext();
    String key =
        looked && !next
            ? "ui.resume.changed"
            : model.epochsToResume() == planned ? "ui.resume.text" : "ui.resume.replanned";
    text.setText(Text.of(key, model.epochsToResume(), planned));
    look.setVisible(!looked);
    look.setManaged(!looked);
    resume.setVisible(!next); // else the main button is the one
    resume.setManaged(!next);
  }
}
