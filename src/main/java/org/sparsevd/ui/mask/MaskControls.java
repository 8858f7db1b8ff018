package org.sparsevd.ui.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.chart.MaskOptions;
import org.sparsevd.chart.MaskOrder;
import org.sparsevd.chart.MaskScene;
import org.sparsevd.chart.WeightMode;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;
import org.sparsevd.ui.control.ItemWords;
import org.sparsevd.ui.control.SegmentedControl;

/** What is drawn of the weights, how they are laid out and sorted, and the key to the colours. */
final class MaskControls extends FlowPane {
  private static final List<Integer> ZOOMS = List.of(MaskOptions.FIT, 1, 2, 3, 4, 8);
  private static final List<Integer> TILE_ZOOMS = List.of(MaskOptions.FIT, 1, 2, 3, 4);

  private final MaskModel model;
  private final SegmentedControl<WeightMode> mode =
      new SegmentedControl<>(Text.of("ui.mask.mode"), WeightMode::label);
  private final SegmentedControl<MaskOptions.Form> form =
      new SegmentedControl<>(
          Text.of("ui.mask.form"),
          each -> Text.of("ui.mask.form." + each.name().toLowerCase(Locale.ROOT)));
  private final SegmentedControl<Integer> zoom =
      new SegmentedControl<>(
          Text.of("ui.mask.zoom"),
          each ->
              each == MaskOptions.FIT ? Text.of("ui.mask.fit") : Text.of("ui.time.speed", each));
  private final ComboBox<MaskOrder.By> outputs = order("sort-outputs", "ui.mask.sort.neurons");
  private final ComboBox<MaskOrder.By> inputs = order("sort-inputs", "ui.mask.sort.inputs");
  private final ToggleButton hold = new ToggleButton("", new Icon(Feather.LOCK));
  private final MaskKey key = new MaskKey();
  private boolean filtersNamed;
  private boolean showing; // the controls follow the scene; it is not the user

  MaskControls(MaskModel model) {
    this.model = model;
    getStyleClass().add("mask-controls");
    mode.setId("mask-mode");
    form.setId("mask-form");
    zoom.setId("zoom");
    mode.setItems(List.of(WeightMode.values()));
    MaskOptions first = model.optionsProperty().get();
    outputs.setValue(first.outputs());
    inputs.setValue(first.inputs());
    hold.setId("hold-order");
    hold.getStyleClass().addAll("icon-button", "hold");
    hold.setTooltip(new Tooltip(Text.of("ui.mask.hold")));
    hold.setAccessibleText(Text.of("ui.mask.hold"));
    hold.selectedProperty().bindBidirectional(model.holdingProperty());
    getChildren().setAll(mode, form, outputs, inputs, hold, zoom, key);
    mode.valueProperty().addListener(observable -> taken());
    form.valueProperty().addListener(observable -> taken());
    zoom.valueProperty().addListener(observable -> taken());
    outputs.valueProperty().addListener(observable -> taken());
    inputs.valueProperty().addListener(observable -> taken());
  }

  private static ComboBox<MaskOrder.By> order(String id, String name) {
    ComboBox<MaskOrder.By> combo = new ComboBox<>();
    combo.setId(id);
    combo.getItems().setAll(MaskOrder.By.values());
    combo.setConverter(words(name));
    combo.setAccessibleText(Text.of(name));
    combo.setTooltip(new Tooltip(Text.of(name)));
    return combo;
  }

  private void nameUnits(boolean filters) {
    if (filters != filtersNamed) {
      filtersNamed = filters;
      rename(outputs, filters ? "ui.mask.sort.filters" : "ui.mask.sort.neurons");
      rename(inputs, filters ? "ui.mask.sort.channels" : "ui.mask.sort.inputs");
    }
  }

  private static void rename(ComboBox<MaskOrder.By> combo, String key) {
    MaskOrder.By value = combo.getValue();
    combo.setConverter(words(key));
    combo.setAccessibleText(Text.of(key));
    combo.getTooltip().setText(Text.of(key));
    combo.setValue(null); // or it would go on showing the old words
    combo.setValue(value);
  }

  private static ItemWords<MaskOrder.By> words(String key) {
    return new ItemWords<>(by -> Text.of(key + "." + by.name().toLowerCase(Locale.ROOT)));
  }

  private void taken() {
    if (showing) {
      return;
    }
    MaskOptions now = model.optionsProperty().get();
    model
        .optionsProperty()
        .set(
            new MaskOptions(
                now.layer(),
                mode.getValue(),
                form.getValue() == null ? now.form() : form.getValue(),
                inputs.getValue(),
                outputs.getValue(),
                zoom.getValue() == null ? now.zoom() : zoom.getValue(),
                now.cuts()));
    model.holdingProperty().set(false); // another picture begins with its own order and colours
  }

  /** Offers what there is for the layer of {@code scene}, with what it shows chosen. */
  void show(MaskScene scene) {
    showing = true;
    try {
      List<WeightMode> modes =
          Arrays.stream(WeightMode.values()).filter(each -> each.isIn(scene.layer())).toList();
      mode.setItems(modes);
      mode.setValue(scene.mode());
      form.setItems(scene.forms());
      form.setValue(scene.form());
      boolean tiles = scene.form() == MaskOptions.Form.TILES;
      boolean pixels = scene.form() == MaskOptions.Form.PIXELS;
      zoom.setItems(tiles ? TILE_ZOOMS : ZOOMS);
      zoom.setValue(model.optionsProperty().get().zoom());
      show(form, scene.forms().size() > 1);
      show(mode, !pixels);
      show(outputs, !pixels);
      show(hold, !pixels);
      // The inputs of the first layer of a dense network lie where they lie in the image.
      nameUnits(scene.layer().filter().isPresent());
      show(inputs, !pixels && !scene.forms().contains(MaskOptions.Form.PIXELS));
      show(key, !pixels);
      key.show(scene.colors().key());
    } finally {
      showing = false;
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
