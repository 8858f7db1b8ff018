package org.sparsevd.ui.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.control.FileDialogs.FileKind;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.IconButton;

/** The experiment form, made from the one list of settings. */
public final class ExperimentForm extends VBox {
  private static final Set<Setting.Group> OPEN_AT_FIRST =
      EnumSet.of(Setting.Group.METHOD, Setting.Group.SCHEDULE, Setting.Group.REGULARISER);

  private final StudioModel model;
  private final FileDialogs files;
  private final List<SettingGroup> groups;

  public ExperimentForm(StudioModel model, FileDialogs files) {
    this.model = model;
    this.files = files;
    getStyleClass().add("form");
    groups =
        Arrays.stream(Setting.Group.values())
            .map(group ->
                new SettingGroup(
                    group, model.experiment(), OPEN_AT_FIRST.contains(group), this::chooseRun))
            .toList();
    VBox all = new VBox();
    all.getChildren().setAll(groups);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head(), scroll, foot());
  }

  /** Opens the group that has a control with that id. */
  public void uncover(String id) {
    groups.forEach(group -> group.uncover(id));
  }

  private HBox head() {
    Label title = new Label(Text.of("ui.form.title"));
    title.getStyleClass().add("card-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    IconButton save = new IconButton(Feather.SAVE, Text.of("ui.form.save"), this::save);
    save.setId("save-settings");
    save.disableProperty().bind(model.experiment().firstErrorProperty().isNotEmpty());
    MenuItem load = new MenuItem(Text.of("ui.form.load"));
    load.setOnAction(event -> load());
    load.disableProperty().bind(model.experiment().lockedProperty());
    MenuItem saveAs = new MenuItem(Text.of("ui.form.save"));
    saveAs.setOnAction(event -> save());
    MenuItem restore = new MenuItem(Text.of("ui.form.restore"));
    restore.setOnAction(event -> model.restorePreset());
    restore.disableProperty().bind(model.experiment().lockedProperty());
    ContextMenu menu = new ContextMenu(load, saveAs, restore);
    IconButton[] more = new IconButton[1];
    more[0] =
        new IconButton(
            Feather.MORE_HORIZONTAL,
            Text.of("ui.form.menu"),
            () -> menu.show(more[0], Side.BOTTOM, 0, 0));
    more[0].setId("form-menu");
    HBox head = new HBox(title, gap, save, more[0]);
    head.getStyleClass().add("form-head");
    return head;
  }

  private HBox foot() {
    Icon icon = new Icon(Feather.LOCK);
    Label text = new Label();
    text.setId("form-foot-text");
    text.getStyleClass().add("caption");
    text.setWrapText(true);
    HBox foot = new HBox(icon, text);
    foot.setId("form-foot");
    foot.getStyleClass().add("form-foot");
    Runnable update =
        () -> {
          boolean locked = model.experiment().lockedProperty().get();
          boolean wrong = !model.experiment().firstErrorProperty().get().isEmpty();
          boolean resumes = model.resumesNext();
          icon.show(wrong ? Feather.ALERT_CIRCLE : locked ? Feather.LOCK : Feather.UNLOCK);
          text.setText(
              Text.of(
                  locked && !wrong
                      ? model.liveSettings().pendingProperty().get()
                          ? "ui.form.foot.pending"
                          : "ui.form.foot.locked"
                      : wrong
                          ? "ui.form.foot.wrong"
                          : resumes ? "ui.form.foot.resume" : "ui.form.foot.free"));
        };
    model.experiment().lockedProperty().addListener(observable -> update.run());
    model.liveSettings().pendingProperty().addListener(observable -> update.run());
    model.experiment().firstErrorProperty().addListener(observable -> update.run());
    model.offer().runProperty().addListener((observable, before, now) -> update.run());
    model.experiment().configProperty().addListener((observable, before, now) -> update.run());
    update.run();
    return foot;
  }

  private Optional<Path> chooseRun() {
    return files.openFolder(getScene().getWindow(), Text.of("ui.form.run.choose"));
  }

  private void save() {
    files
        .saveFile(
            getScene().getWindow(),
            Text.of("ui.form.save"),
            Text.of("ui.form.fileName"),
            FileKind.json(Text.of("ui.form.fileKind")))
        .ifPresent(model::saveSettings);
  }

  private void load() {
    files
        .openFile(
            getScene().getWindow(),
            Text.of("ui.form.load"),
            FileKind.json(Text.of("ui.form.fileKind")))
        .ifPresent(model::loadSettings);
  }
}
