package org.sparsevd.ui.mask;

import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.sparsevd.chart.MaskOptions;
import org.sparsevd.chart.MaskScene;

/** What the mask view shows and how: the scene, the options it was made with, the chosen weight. */
final class MaskModel {
  private final StringProperty layer;
  private final ObjectProperty<MaskOptions> options =
      new SimpleObjectProperty<>(this, "options", MaskOptions.standard());
  private final ReadOnlyObjectWrapper<Optional<MaskScene>> scene =
      new ReadOnlyObjectWrapper<>(this, "scene", Optional.empty());
  private final ReadOnlyObjectWrapper<OptionalInt> weight =
      new ReadOnlyObjectWrapper<>(this, "weight", OptionalInt.empty());
  private final BooleanProperty holding = new SimpleBooleanProperty(this, "holding");
  private Optional<MaskScene.Held> held = Optional.empty();
  private String weightLayer = "";
  private String wishedLayer = "";
  private int wished; // of wishedLayer, to be looked at once it is shown

  /**
   * @param layer name of the selected layer, empty for none
   */
  MaskModel(StringProperty layer) {
    this.layer = layer;
    // Of the listeners that hear of every change the first one: whoever asks next finds it done.
    holding.addListener(
        observable -> held = holding.get() ? scene.get().map(MaskScene::held) : Optional.empty());
  }

  /** Name of the selected layer; empty for none. */
  StringProperty layerProperty() {
    return layer;
  }

  ObjectProperty<MaskOptions> optionsProperty() {
    return options;
  }

  /** The options, with the layer that is selected. */
  MaskOptions options() {
    return options.get().withLayer(layer.get());
  }

  /** Whether order, folding and colours stay as they are when time goes on. */
  BooleanProperty holdingProperty() {
    return holding;
  }

  /** What stays. */
  Optional<MaskScene.Held> held() {
    return held;
  }

  /** What is shown; empty while there is nothing. */
  ReadOnlyObjectProperty<Optional<MaskScene>> sceneProperty() {
    return scene.getReadOnlyProperty();
  }

  /** Takes a scene that was made; a weight of another layer than its own is no longer chosen. */
  void take(Optional<MaskScene> made) {
    String name = made.map(each -> each.layer().name()).orElse("");
    boolean sameLayer = name.equals(weightLayer);
    if (!sameLayer) {
      weight.set(OptionalInt.empty());
      holding.set(false);
      weightLayer = name;
    }
    scene.set(made);
    if (!sameLayer && name.equals(wishedLayer)) {
      wishedLayer = "";
      choose(wished);
    }
    if (holding.get() && held.isEmpty()) {
      held = made.map(MaskScene::held);
    }
  }

  /** The weight that is looked at, of the layer shown. */
  ReadOnlyObjectProperty<OptionalInt> weightProperty() {
    return weight.getReadOnlyProperty();
  }

  /** Looks at a weight of the layer shown. */
  void choose(int chosen) {
    weight.set(OptionalInt.of(chosen));
  }

  /** Looks at a weight of any layer. */
  void choose(String layerName, int chosen) {
    if (layerName.equals(weightLayer)) {
      choose(chosen);
    } else {
      wishedLayer = layerName;
      wished = chosen;
      layer.set(layerName);
    }
  }

  /** Looks at the next kept weight, or the one before. */
  void step(int direction) {
    scene
        .get()
        .filter(shown -> weight.get().isPresent())
        .ifPresent(shown -> choose(shown.step(weight.get().getAsInt(), direction)));
  }
}
