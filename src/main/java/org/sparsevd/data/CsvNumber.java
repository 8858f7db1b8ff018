package org.sparsevd.data;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import java.util.regex.Pattern;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;

/**
 * Makes a column's cells the feature of its name. Tribuo's own processor leaves out what is no
 * number; this one refuses it.
 */
final class CsvNumber implements FieldProcessor {
  private static final Pattern NUMBER =
      // Nothing is given back: of an endless number each way to split it would be tried.
      Pattern.compile("[-+]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");

  private final String column;

  CsvNumber(String column) {
    this.column = column;
  }

  /**
   * The feature of a cell.
   *
   * @throws IllegalArgumentException when it holds no finite number that a float can hold
   */
  @Override
  public List<ColumnarFeature> process(String cell) {
    if (cell.isBlank()) {
      throw refusal("nothing");
    }
    // Java would also read 5d, 0x1p3 and NaN.
    double value = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    if (!Float.isFinite((float) value)) {
      throw refusal(cell);
    }
    return List.of(new ColumnarFeature(column, value));
  }

  private IllegalArgumentException refusal(String found) {
    return new IllegalArgumentException(
        "column %s: expected a finite number, found %s".formatted(column, found));
  }

  @Override
  public String getFieldName() {
    return column;
  }

  @Override
  public GeneratedFeatureType getFeatureType() {
    return GeneratedFeatureType.REAL;
  }

  @Override
  public FieldProcessor copy(String newColumn) {
    return new CsvNumber(newColumn);
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "FieldProcessor");
  }
}
