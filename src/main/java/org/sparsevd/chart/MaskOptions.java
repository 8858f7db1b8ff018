package org.sparsevd.chart;

import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.Cut;

/**
 * How a layer's weights are to be drawn. What a layer does not have is replaced by what it has.
 *
 * @param layer its name; the first layer when there is none of that name
 * @param mode what is told of each weight
 * @param form how they are laid out
 * @param inputs order of inputs or channels
 * @param outputs order of neurons or filters
 * @param zoom px a cell is wide, or {@link #FIT}
 * @param cuts log α from which each layer's weights are pruned, for the colours of log α
 */
public record MaskOptions(
    String layer,
    WeightMode mode,
    Form form,
    MaskOrder.By inputs,
    MaskOrder.By outputs,
    int zoom,
    Cut cuts) {
  /** Zoom that fills the room there is. */
  public static final int FIT = 0;

  /** How weights are laid out. */
  public enum Form {
    /** A tile a neuron that looks at an image, or a filter. */
    TILES,
    MATRIX,
    /** Kept weights per pixel. */
    PIXELS
  }

  /** Kept weights of the first layer in its natural form, largest neurons first. */
  public static MaskOptions standard() {
    return new MaskOptions(
        "",
        WeightMode.KEPT,
        Form.TILES,
        MaskOrder.By.NUMBER,
        MaskOrder.By.KEPT,
        FIT,
        Cut.at(LogAlpha.DEFAULT_THRESHOLD));
  }

  public MaskOptions withLayer(String newLayer) {
    return new MaskOptions(newLayer, mode, form, inputs, outputs, zoom, cuts);
  }

  public MaskOptions withMode(WeightMode newMode) {
    return new MaskOptions(layer, newMode, form, inputs, outputs, zoom, cuts);
  }

  public MaskOptions withForm(Form newForm) {
    return new MaskOptions(layer, mode, newForm, inputs, outputs, zoom, cuts);
  }

  public MaskOptions withOrder(MaskOrder.By newInputs, MaskOrder.By newOutputs) {
    return new MaskOptions(layer, mode, form, newInputs, newOutputs, zoom, cuts);
  }

  public MaskOptions withZoom(int newZoom) {
    return new MaskOptions(layer, mode, form, inputs, outputs, newZoom, cuts);
  }

  public MaskOptions withCuts(Cut newCuts) {
    return new MaskOptions(layer, mode, form, inputs, outputs, zoom, newCuts);
  }
}
