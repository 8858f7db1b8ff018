package org.sparsevd.ui;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.sparsevd.run.SampleRuns;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.learn.LessonStage;
import org.sparsevd.ui.train.StudioModel;

/** What lessons ask for, done in the window. */
final class WindowStage implements LessonStage {
  private final StudioModel model;
  private final NavigationRail rail;
  private final SampleRuns samples;
  private final Scene scene;
  private final Map<String, Runnable> pages;
  private final Consumer<String> uncover;

  /**
   * @param pages of the view of KL and noise, by the name that lessons give them
   * @param uncover moves away what hides the node with that id
   */
  WindowStage(
      StudioModel model,
      NavigationRail rail,
      SampleRuns samples,
      Scene scene,
      Map<String, Runnable> pages,
      Consumer<String> uncover) {
    this.uncover = uncover;
    this.pages = Map.copyOf(pages);
    this.model = model;
    this.rail = rail;
    this.samples = samples;
    this.scene = scene;
  }

  @Override
  public void showView(String view) {
    if (pages.containsKey(view)) {
      pages.get(view).run();
      rail.chosenProperty().set(ViewKind.KL);
    }
    Arrays.stream(ViewKind.values())
        .filter(kind -> kind.key().equals(view))
        .findFirst()
        .ifPresent(rail.chosenProperty()::set);
  }

  @Override
  public void uncover(String id) {
    uncover.accept(id);
  }

  @Override
  public Optional<Node> find(String id) {
    return scene.getRoot().lookupAll("#" + id).stream().filter(this::isSeen).findFirst();
  }

  @Override
  public boolean isSeen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null && node.getLayoutBounds().getWidth() > 0;
  }

  @Override
  public void prepare(SequencedMap<String, String> actions) {
    if (!model.state().isActive()) {
      fillForm(actions);
    }
    String sample = actions.get("sample");
    if (sample == null) {
      place(actions);
    } else {
      Path folder = samples.folder().resolve(sample);
      model.openRun(folder, run -> place(actions));
    }
  }

  private void fillForm(SequencedMap<String, String> actions) {
    Optional.ofNullable(actions.get("preset"))
        .flatMap(Presets::find)
        .ifPresent(preset -> {
          model.presetProperty().set(Optional.of(preset));
          model.restorePreset(); // it may have been chosen and changed since
        });
    Setting.all().stream()
        .filter(setting -> actions.containsKey(setting.key()))
        .forEach(setting -> model.experiment().text(setting).set(actions.get(setting.key())));
  }

  private void place(SequencedMap<String, String> actions) {
    actions.forEach((action, value) -> {
      switch (action) {
        case "epoch" -> model.cursor().moveTo(Integer.parseInt(value));
        case "cut" -> model.cursor().cutProperty().set(Double.parseDouble(value));
        case "layer" -> model.cursor().layerProperty().set(value);
        default -> {} // done already
      }
    });
  }
}
