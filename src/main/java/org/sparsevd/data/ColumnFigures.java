package org.sparsevd.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What a column of numbers holds.
 *
 * @param name of the column
 * @param min its smallest value
 * @param mean of its values
 * @param max its largest value
 */
public record ColumnFigures(String name, double min, double mean, double max) {

  static List<ColumnFigures> of(CsvFile csv) {
    float[] values = new float[csv.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) csv.values()[i];
    }
    return of(new FloatSamples(values, new int[csv.rows()], csv.columns().size()), csv.columns());
  }

  /**
   * Figures of every feature.
   *
   * @param samples at least one
   * @param names of the features, in their order
   */
  public static List<ColumnFigures> of(Samples samples, List<String> names) {
    int features = samples.features();
    double[] min = new double[features];
    double[] max = new double[features];
    double[] sum = new double[features];
    float[] sample = new float[features];
    for (int i = 0; i < samples.size(); i++) {
      samples.copy(i, sample, 0);
      for (int j = 0; j < features; j++) {
        min[j] = i == 0 ? sample[j] : Math.min(min[j], sample[j]);
        max[j] = i == 0 ? sample[j] : Math.max(max[j], sample[j]);
        sum[j] += sample[j];
      }
    }
    List<ColumnFigures> figures = new ArrayList<>();
    for (int j = 0; j < features; j++) {
      figures.add(new ColumnFigures(names.get(j), min[j], sum[j] / samples.size(), max[j]));
    }
    return List.copyOf(figures);
  }
}
