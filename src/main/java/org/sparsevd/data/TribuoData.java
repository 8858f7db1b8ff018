package org.sparsevd.data;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * Labelled examples of Tribuo as the samples of a network: feature number i of the feature map is
 * input i, output number c of the output domain is class c. A feature that an example does not have
 * is 0; one that it has twice is summed, as Tribuo does; values are rounded to float.
 */
public final class TribuoData {
  /** What a dataset that Tribuo handed over is called. */
  static final String NAME = "tribuo";

  private TribuoData() {}

  /**
   * All of {@code examples} as training samples. There are no validation and no test samples, and
   * weights of examples are not looked at. The digest is taken over the inputs and labels as
   * little-endian four-byte values.
   *
   * @throws IllegalArgumentException in one sentence, when there are no examples, fewer than two
   *     classes, a value is not finite as a float, or all do not fit in one array
   */
  public static Dataset of(org.tribuo.Dataset<Label> examples) {
    ImmutableOutputInfo<Label> outputs = examples.getOutputIDInfo();
    if (examples.size() == 0 || outputs.size() < 2) {
      throw new IllegalArgumentException(
          "expected examples of at least 2 classes, got %d of %d"
              .formatted(examples.size(), outputs.size()));
    }
    ImmutableFeatureMap features = examples.getFeatureIDMap();
    int[] labels = new int[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = outputs.getID(examples.getExample(i).getOutput());
    }
    FloatSamples train = samples(examples.getData(), features::getID, features.size(), labels);
    List<String> classNames = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      classNames.add(outputs.getOutput(i).getLabel());
    }
    Samples none = train.subset(new int[0]);
    MessageDigest digest = Sha256.digest();
    train.addTo(digest);
    return new Dataset(
        NAME,
        examples.getSourceDescription(),
        train,
        none,
        none,
        Optional.empty(),
        classNames,
        new float[features.size()],
        Sha256.hex(digest));
  }

  /**
   * Examples whose outputs nobody asks for; every label is 0. Features that the map does not know
   * are left out.
   *
   * @throws IllegalArgumentException in one sentence, when an example has no feature that the map
   *     knows, a value is not finite as a float, or all do not fit in one array
   */
  public static Samples inputs(List<Example<Label>> examples, ImmutableFeatureMap features) {
    return samples(examples, features::getID, features.size(), new int[examples.size()]);
  }

  /**
   * Examples as rows.
   *
   * @param column of a feature by its name, negative when there is none. Asked for the names that
   *     examples have: a map that hashes them knows no others.
   * @param width number of columns
   * @param labels [examples]; kept, not copied
   */
  static FloatSamples samples(
      List<Example<Label>> examples, ToIntFunction<String> column, int width, int[] labels) {
    if ((long) examples.size() * width > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "expected at most %d values, got %d examples of %d features"
              .formatted(Integer.MAX_VALUE - 8, examples.size(), width));
    }
    float[] values = new float[examples.size() * width];
    for (int i = 0; i < examples.size(); i++) {
      int known = 0;
      for (Feature feature : examples.get(i)) {
        int place = column.applyAsInt(feature.getName());
        if (place >= 0) {
          known++;
          int at = i * width + place;
          values[at] += (float) feature.getValue();
          requireFinite(values[at], i, feature);
        }
      }
      if (known == 0) {
        throw new IllegalArgumentException(
            "example %d: expected at least one of the %d known features, got none of them"
                .formatted(i, width));
      }
    }
    return new FloatSamples(values, labels, width);
  }

  private static void requireFinite(float value, int example, Feature feature) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "example %d, feature %s: expected a finite number that a float can hold, got %s"
              .formatted(example, feature.getName(), feature.getValue()));
    }
  }

  /** How many features of {@code example} the map knows. */
  public static int knownFeatures(Example<Label> example, FeatureMap features) {
    int known = 0;
    for (Feature feature : example) {
      known += features.get(feature.getName()) == null ? 0 : 1;
    }
    return known;
  }
}
