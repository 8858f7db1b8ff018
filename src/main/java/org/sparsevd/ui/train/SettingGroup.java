package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.SettingWords;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.control.Icon;

/** A group of settings under a head that opens and closes it; closed, the head sums it up. */
final class SettingGroup extends VBox {
  private final Setting.Group group;
  private final VBox rows = new VBox();
  private final BooleanProperty open = new SimpleBooleanProperty(this, "open");

  SettingGroup(
      Setting.Group group,
      ExperimentModel model,
      boolean openAtFirst,
      Supplier<Optional<Path>> chooseRun) {
    this.group = group;
    getStyleClass().add("setting-group");
    rows.getStyleClass().add("setting-rows");
    settings()
        .forEach(setting -> rows.getChildren().add(new SettingRow(setting, model, chooseRun)));
    rows.visibleProperty().bind(open);
    rows.managedProperty().bind(open);
    // A method may use no setting of the group at all.
    visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    settings().stream()
                        .anyMatch(setting -> setting.appliesTo(model.methodProperty().get())),
                model.methodProperty()));
    managedProperty().bind(visibleProperty());
    getChildren().setAll(head(model), rows);
    open.set(openAtFirst);
  }

  /** Opens when a control with that id is in it. */
  void uncover(String id) {
    if (rows.lookup("#" + id) != null) {
      open.set(true);
    }
  }

  private List<Setting> settings() {
    return Setting.all().stream().filter(setting -> setting.group() == group).toList();
  }

  private Button head(ExperimentModel model) {
    Icon chevron = new Icon(Feather.CHEVRON_RIGHT);
    open.addListener((observable, before, now) ->
        chevron.show(now ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
    Label name = new Label(Text.of("group." + key()));
    name.getStyleClass().add("card-title");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label summary = new Label();
    summary.getStyleClass().add("muted");
    summary.visibleProperty().bind(open.not());
    summary
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> summary(model.configProperty().get()), model.configProperty()));
    HBox content = new HBox(chevron, name, gap, summary);
    content.getStyleClass().add("setting-group-head");
    Button head = new Button();
    head.setGraphic(content);
    head.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    head.getStyleClass().add("group-button");
    head.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(head.widthProperty());
    head.setId("group-" + key());
    head.setTooltip(new Tooltip(Text.of("ui.form.group")));
    head.setAccessibleText(name.getText());
    head.setOnAction(event -> open.set(!open.get()));
    return head;
  }

  private String summary(Optional<ExperimentConfig> config) {
    return config
        .map(good ->
            Text.of(
                "ui.form.summary." + key(),
                settings().stream()
                    .map(setting -> SettingWords.spoken(setting, setting.valueIn(good)))
                    .toArray()))
        .orElse("");
  }

  private String key() {
    return group.name().toLowerCase(Locale.ROOT);
  }
}
