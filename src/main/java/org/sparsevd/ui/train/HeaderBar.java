package org.sparsevd.ui.train;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.text.Text;
import org.sparsevd.train.Presets;
import org.sparsevd.train.TrainingControl;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.Logo;

/** The head of the window: what is trained, and the buttons that train it. */
public final class HeaderBar extends HBox {
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
  private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

  private final StudioModel model;
  private final Icon trainIcon = new Icon(Feather.PLAY);
  private final Button train = new Button("", trainIcon);
  private final StackPane trainHolder = new StackPane(train);
  private final Tooltip trainTooltip = new Tooltip();
  private final MenuButton step = new MenuButton(Text.of("ui.header.step"));
  private final Button stop = button("stop", Feather.SQUARE);
  private final Button reset = button("reset", Feather.ROTATE_CCW);
  private final Label name = new Label(Text.of("ui.name"));
  private final Region nameDivider = divider();
  private final HBox narrowTools = new HBox();

  /**
   * @param onReset asks and resets
   * @param end what stands at the right end
   */
  public HeaderBar(StudioModel model, Runnable onReset, Node... end) {
    this.model = model;
    getStyleClass().add("header");
    train.setId("train");
    train.getStyleClass().addAll("accent", "main-action");
    train.setOnAction(event -> model.trainOrPause());
    // A disabled button shows no tooltip, so the holder carries it.
    Tooltip.install(trainHolder, trainTooltip);
    fillSteps();
    stop.setOnAction(event -> model.stop());
    reset.setOnAction(event -> onReset.run());
    HBox actions = new HBox(trainHolder, step, stop, reset);
    actions.getStyleClass().add("header-actions");
    name.getStyleClass().add("app-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    ProgressBlock progress = new ProgressBlock(model);
    narrowTools.getStyleClass().add("header-actions");
    Region gap = new Region();
    HBox tools = new HBox(end);
    tools.getStyleClass().add("header-tools");
    getChildren()
        .addAll(
            new Logo(),
            name,
            nameDivider,
            presets(),
            narrowTools,
            divider(),
            actions,
            divider(),
            progress,
            gap,
            tools);
    HBox.setHgrow(progress, Priority.ALWAYS);
    HBox.setHgrow(gap, Priority.SOMETIMES);
    model.progressProperty().addListener(observable -> update());
    model.experiment().firstErrorProperty().addListener(observable -> update());
    model.cursor().runProperty().addListener(observable -> update());
    // Told of every change, though update() does not look at these while a training goes on.
    model.offer().runProperty().addListener((observable, before, now) -> update());
    model.experiment().configProperty().addListener((observable, before, now) -> update());
    update();
  }

  /**
   * Shows {@code tool} beside the presets, for a window too narrow for all its parts.
   *
   * @param narrow whether words that other parts tell too are left out
   * @param tight whether buttons that their icons tell are icons alone
   */
  public void setNarrowTool(Optional<Node> tool, boolean narrow, boolean tight) {
    pseudoClassStateChanged(NARROW, narrow);
    pseudoClassStateChanged(TIGHT, tight);
    narrowTools.getChildren().setAll(tool.stream().toList());
    narrowTools.setManaged(tool.isPresent());
    name.setVisible(!narrow);
    name.setManaged(!narrow);
    nameDivider.setVisible(!narrow);
    nameDivider.setManaged(!narrow);
  }

  private ComboBox<Presets.Preset> presets() {
    ComboBox<Presets.Preset> presets = new ComboBox<>();
    presets.setId("preset");
    presets.getStyleClass().add("preset");
    presets.getItems().setAll(Presets.all());
    presets.setAccessibleText(Text.of("ui.header.preset"));
    Tooltip description = new Tooltip();
    presets.setTooltip(description);
    PresetCell button = new PresetCell(true);
    button.setChanged(model.isPresetChanged()); // a window may open on a form already changed
    presets.setButtonCell(button);
    presets.setCellFactory(list -> new PresetCell(false));
    model
        .experiment()
        .configProperty()
        .addListener((observable, before, now) -> button.setChanged(model.isPresetChanged()));
    presets
        .valueProperty()
        .addListener((observable, before, now) -> {
          model.presetProperty().set(Optional.ofNullable(now));
          description.setText(now == null ? "" : now.title() + "\n" + now.description());
        });
    model.presetProperty().get().ifPresent(presets::setValue);
    model
        .presetProperty()
        .addListener((observable, before, now) -> presets.setValue(now.orElse(null)));
    presets.disableProperty().bind(model.experiment().lockedProperty());
    return presets;
  }

  private void fillSteps() {
    step.setId("step");
    step.setMinWidth(Region.USE_PREF_SIZE);
    step.setAccessibleText(step.getText());
    step.setGraphic(new Icon(Feather.SKIP_FORWARD));
    step.setTooltip(new Tooltip(Text.of("ui.header.step.help")));
    step.getItems()
        .setAll(
            item("minibatch", TrainingControl.Step.MINIBATCH, 1),
            item("epoch", TrainingControl.Step.EPOCH, 1),
            item("epochs", TrainingControl.Step.EPOCH, 10));
  }

  private MenuItem item(String name, TrainingControl.Step kind, int count) {
    MenuItem item = new MenuItem(Text.of("ui.header.step." + name));
    item.setId("step-" + name);
    item.setOnAction(event -> model.step(kind, count));
    return item;
  }

  private void update() {
    SessionState state = model.state();
    String error = model.experiment().firstErrorProperty().get();
    boolean blocked = !state.isActive() && !error.isEmpty();
    String action =
        switch (state) {
          case RUNNING, LOADING, STOPPING -> "pause";
          case PAUSED -> "resume";
          case IDLE, ENDED -> model.resumesNext() ? "goOn" : "train";
        };
    train.setText(Text.of("ui.header." + action));
    trainIcon.show(action.equals("pause") ? Feather.PAUSE : Feather.PLAY);
    train.setDisable(blocked || state == SessionState.STOPPING);
    trainTooltip.setText(
        blocked
            ? Text.of("ui.header.blocked") + "\n" + error
            : Text.of("ui.header." + action + ".help", model.epochsToResume()));
    train.setAccessibleText(train.getText());
    train.setAccessibleHelp(trainTooltip.getText());
    step.setDisable(blocked || state == SessionState.STOPPING || state == SessionState.LOADING);
    stop.setDisable(!state.isActive() || state == SessionState.STOPPING);
    reset.setDisable(!state.isActive() && model.cursor().runProperty().get().isEmpty());
  }

  private static Button button(String name, Feather icon) {
    Button button = new Button(Text.of("ui.header." + name), new Icon(icon));
    button.setId(name);
    button.setTooltip(new Tooltip(Text.of("ui.header." + name + ".help")));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static Region divider() {
    Region divider = new Region();
    divider.getStyleClass().add("divider");
    return divider;
  }

  /** A preset in the list: its title; on the button with a word before it. */
  private static final class PresetCell extends ListCell<Presets.Preset> {
    private final boolean onButton;
    private boolean changed;

    private PresetCell(boolean onButton) {
      this.onButton = onButton;
    }

    /** Says whether the form has moved away from the preset. */
    private void setChanged(boolean now) {
      changed = now;
      updateItem(getItem(), isEmpty());
    }

    @Override
    protected void updateItem(Presets.Preset preset, boolean empty) {
      super.updateItem(preset, empty);
      String title = empty || preset == null ? Text.of("ui.header.custom") : preset.title();
      setText(changed ? Text.of("ui.header.changed", title) : title);
      if (onButton && getGraphic() == null) {
        Label word = new Label(Text.of("ui.header.preset"));
        word.getStyleClass().add("muted");
        setGraphic(word);
      }
    }
  }
}
