package org.sparsevd.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hidden layers of a network, joined by hyphens: {@code 300-100} is two dense layers, {@code
 * 20@5x5-pool2-50@5x5-pool2-500} is LeNet-5-Caffe. Input and output follow from the data.
 *
 * <ul>
 *   <li>{@code 300}: a dense layer of 300 neurons
 *   <li>{@code 20@5x5}: a convolution with 20 filters of 5 × 5, {@code 20@5x5/2} with stride 2,
 *       {@code 20@5x5same} padded to keep its size
 *   <li>{@code pool2}: the largest of each 2 × 2 square
 * </ul>
 *
 * @param hidden layers from the input on; convolutions and pools before dense layers
 */
public record Architecture(List<LayerSpec> hidden) {
  private static final int MAX_LAYERS = 40;

  /** What {@link #parse} takes, in words. */
  public static final String ALLOWED =
      "1 to " + MAX_LAYERS + " layers such as 300-100 or 20@5x5-pool2-500, dense ones last";

  private static final Pattern DENSE = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern CONV =
      Pattern.compile("([1-9][0-9]{0,3})@([1-9][0-9]?)x([1-9][0-9]?)(?:/([1-9]))?(same)?");
  private static final Pattern POOL = Pattern.compile("pool([2-9])");

  public Architecture {
    hidden = List.copyOf(hidden);
  }

  /** One hidden layer. */
  public sealed interface LayerSpec {
    /** A fully connected layer of {@code width} neurons with ReLU. */
    record Dense(int width) implements LayerSpec {}

    /** A convolution with ReLU; {@code same} pads it so that stride 1 keeps height and width. */
    record Conv(int filters, int kernelHeight, int kernelWidth, int stride, boolean same)
        implements LayerSpec {}

    /** The largest of each {@code size} × {@code size} square. */
    record MaxPool(int size) implements LayerSpec {}
  }

  /** Whether {@code text} can be {@linkplain #parse parsed}. */
  public static boolean isValid(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Reads {@code 300-100} or {@code 20@5x5-pool2-500}.
   *
   * @throws IllegalArgumentException when the text is not of this form, naming the part that isn't
   */
  public static Architecture parse(String text) {
    List<LayerSpec> layers =
        Arrays.stream(text.split("-", -1)).map(Architecture::parseLayer).toList();
    if (layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException("expected at most " + MAX_LAYERS + " layers");
    }
    boolean dense = false;
    for (LayerSpec layer : layers) {
      if (dense && !(layer instanceof LayerSpec.Dense)) {
        throw new IllegalArgumentException(
            "expected convolutions and pools before dense layers, got " + text);
      }
      dense = layer instanceof LayerSpec.Dense;
    }
    return new Architecture(layers);
  }

  private static LayerSpec parseLayer(String text) {
    if (DENSE.matcher(text).matches()) {
      return new LayerSpec.Dense(Integer.parseInt(text));
    }
    Matcher conv = CONV.matcher(text);
    if (conv.matches()) {
      return new LayerSpec.Conv(
          Integer.parseInt(conv.group(1)),
          Integer.parseInt(conv.group(2)),
          Integer.parseInt(conv.group(3)),
          conv.group(4) == null ? 1 : Integer.parseInt(conv.group(4)),
          conv.group(5) != null);
    }
    Matcher pool = POOL.matcher(text);
    if (pool.matches()) {
      return new LayerSpec.MaxPool(Integer.parseInt(pool.group(1)));
    }
    throw new IllegalArgumentException(
        "expected a width such as 300, filters such as 20@5x5, or pool2, got \"" + text + "\"");
  }

  /** What {@link #parse} reads as this. */
  public String text() {
    return hidden.stream().map(Architecture::text).collect(Collectors.joining("-"));
  }

  private static String text(LayerSpec layer) {
    return switch (layer) {
      case LayerSpec.Dense(int width) -> Integer.toString(width);
      case LayerSpec.MaxPool(int size) -> "pool" + size;
      case LayerSpec.Conv(int filters, int height, int width, int stride, boolean same) ->
          filters
              + "@"
              + height
              + "x"
              + width
              + (stride == 1 ? "" : "/" + stride)
              + (same ? "same" : "");
    };
  }

  /**
   * Weights of the largest hidden layer whose inputs follow from the layer before it; 0 when there
   * is none.
   */
  public long largestHiddenMatrix() {
    long largest = 0;
    long before = 0;
    for (LayerSpec layer : hidden) {
      switch (layer) {
        case LayerSpec.Conv conv -> {
          largest =
              Math.max(largest, before * conv.kernelHeight() * conv.kernelWidth() * conv.filters());
          before = conv.filters();
        }
        case LayerSpec.MaxPool pool -> {}
        case LayerSpec.Dense(int width) -> {
          largest = Math.max(largest, before * width);
          before = width;
        }
      }
    }
    return largest;
  }

  /** Whether any layer needs samples that form images. */
  public boolean needsImages() {
    return hidden.stream().anyMatch(layer -> !(layer instanceof LayerSpec.Dense));
  }

  /**
   * The network's steps with their shapes, the output layer included.
   *
   * @param input one sample
   * @param classes number of logits
   * @throws IllegalArgumentException when a kernel or pool is larger than what it gets
   */
  public List<Stage> stages(Volume input, int classes) {
    List<Stage> stages = new ArrayList<>();
    boolean flat = !needsImages();
    if (!flat) {
      stages.add(new Stage.Unflatten(input));
    }
    Volume volume = input;
    int convolutions = 0;
    int denseLayers = 0;
    for (LayerSpec layer : hidden) {
      switch (layer) {
        case LayerSpec.Conv conv -> {
          Convolution geometry = geometry(conv, volume);
          stages.add(new Stage.Conv("conv" + ++convolutions, geometry));
          volume = geometry.output();
        }
        case LayerSpec.MaxPool(int size) -> {
          Stage.MaxPool pool = new Stage.MaxPool(volume, size);
          stages.add(pool);
          volume = pool.output();
        }
        case LayerSpec.Dense(int width) -> {
          flat = flatten(flat, volume, stages);
          stages.add(new Stage.Dense("fc" + ++denseLayers, volume.features(), width, false));
          volume = Volume.ofFeatures(width);
        }
      }
    }
    flatten(flat, volume, stages);
    stages.add(new Stage.Dense("fc" + (denseLayers + 1), volume.features(), classes, true));
    return List.copyOf(stages);
  }

  private static boolean flatten(boolean flat, Volume volume, List<Stage> stages) {
    if (!flat) {
      stages.add(new Stage.Flatten(volume));
    }
    return true;
  }

  private static Convolution geometry(LayerSpec.Conv conv, Volume input) {
    return conv.same()
        ? Convolution.same(
            input, conv.filters(), conv.kernelHeight(), conv.kernelWidth(), conv.stride())
        : Convolution.valid(
            input, conv.filters(), conv.kernelHeight(), conv.kernelWidth(), conv.stride());
  }
}
