package org.sparsevd.nn;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The hidden layers of a network, written {@code 300-100}; input and output follow from the data.
 *
 * @param hidden layers from the input on
 */
public record Architecture(List<LayerSpec> hidden) {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,4}(-[1-9][0-9]{0,4}){0,9}");

  public Architecture {
    hidden = List.copyOf(hidden);
  }

  /** One hidden layer. */
  public sealed interface LayerSpec {
    /** A fully connected layer of {@code width} neurons with ReLU. */
    record Dense(int width) implements LayerSpec {}
  }

  /** Weights between two hidden layers, at the most; 0 when there is one hidden layer. */
  public long largestHiddenMatrix() {
    long largest = 0;
    long before = 0;
    for (LayerSpec layer : hidden) {
      switch (layer) {
        case LayerSpec.Dense(int width) -> {
          largest = Math.max(largest, before * width);
          before = width;
        }
      }
    }
    return largest;
  }

  /** Whether {@code text} is one to ten widths from 1 to 99999 joined by hyphens. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * Reads {@code 300-100}.
   *
   * @throws IllegalArgumentException when the text is not {@linkplain #isValid valid}
   */
  public static Architecture parse(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException("expected layer widths such as 300-100, got " + text);
    }
    return new Architecture(
        Arrays.stream(text.split("-"))
            .<LayerSpec>map(width -> new LayerSpec.Dense(Integer.parseInt(width)))
            .toList());
  }
}
