package org.sparsevd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDataTest {
  /** Column b first sorts after a, is read before it; c never changes. */
  private static final String HEADER = "b,a,Class,c\n";

  @TempDir private Path folder;

  private Dataset load(String name, Preprocessing preprocessing, int validation, long seed)
      throws DatasetException {
    return new DatasetCatalog(folder).load(name, preprocessing, validation, seed);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".csv"), text);
  }

  /** Sample i has b = i, a = 100 − 2i; the class goes round three. */
  private static String rows(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      String label = List.of("plum", "fig", "Quince").get(i % 3);
      text.append("%d,%d,%s,7\n".formatted(i, 100 - 2 * i, label));
    }
    return text.toString();
  }

  private static float[] sample(Samples samples, int index) {
    float[] values = new float[samples.features()];
    samples.copy(index, values, 0);
    return values;
  }

  @Test
  void columnsAreInputsInTheirOrderAndClassesAreSortedByName() throws Exception {
    write("fruit", HEADER + rows(0, 5));
    write("fruit-test", "c,Class,a,b\n7,fig,40,2\n9,plum,100,0\n");
    Dataset fruit = load("fruit", Preprocessing.UNIT, 0, 1);
    assertEquals("fruit", fruit.name());
    assertEquals(List.of("Quince", "fig", "plum"), fruit.classNames());
    assertEquals(Optional.empty(), fruit.shape());
    assertEquals(5, fruit.train().size());
    assertEquals(0, fruit.validation().size());
    assertEquals(2, fruit.test().size());
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(new float[] {i / 4f, 1 - i / 4f, 0}, sample(fruit.train(), i), 1e-6f);
      assertEquals(List.of(2, 1, 0).get(i % 3), fruit.train().label(i));
    }
    assertArrayEquals(new float[] {0.5f, -6.5f, 0}, sample(fruit.test(), 0), 1e-6f);
    assertEquals(1, fruit.test().label(0));
    assertEquals(2, fruit.test().label(1));
    assertArrayEquals(new float[] {0, 92 / 8f, 0}, fruit.inputMean(), 1e-6f);
  }

  @Test
  void paperPreprocessingGivesEveryColumnMeanZeroAndDeviationOne() throws Exception {
    write("fruit", HEADER + rows(0, 30));
    Dataset fruit = load("fruit", Preprocessing.PAPER, 0, 3);
    assertEquals(24, fruit.train().size());
    assertEquals(6, fruit.test().size());
    for (int column = 0; column < 3; column++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 24; i++) {
        double value = sample(fruit.train(), i)[column];
        sum += value;
        squares += value * value;
      }
      assertEquals(0, sum / 24, 1e-6);
      assertEquals(column == 2 ? 0 : 1, squares / 24, 1e-5, "a constant column becomes 0");
    }
  }

  @Test
  void theSeedDrawsEveryFifthSampleForTestingAndValidationIsTakenFromTheRest() throws Exception {
    write("fruit", HEADER + rows(0, 40));
    Dataset one = load("fruit", Preprocessing.UNIT, 0, 1);
    Dataset same = load("fruit", Preprocessing.UNIT, 10, 1);
    Dataset other = load("fruit", Preprocessing.UNIT, 0, 2);
    assertEquals(8, one.test().size());
    assertEquals(ids(one.test()), ids(same.test()));
    assertNotEquals(ids(one.test()), ids(other.test()));
    assertEquals(22, same.train().size());
    assertEquals(10, same.validation().size());
    List<Long> all = new ArrayList<>(ids(same.train()));
    all.addAll(ids(same.validation()));
    all.addAll(ids(same.test()));
    assertEquals(40, new HashSet<>(all).size(), "no sample is in two");
    assertEquals(one.sha256(), other.sha256());
    assertEquals(one.classNames(), same.classNames());
  }

  /** What tells the samples apart. */
  private static List<Long> ids(Samples samples) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      ids.add(Math.round(1e6 * sample(samples, i)[0]));
    }
    return ids;
  }

  @Test
  void theDigestIsOfTheBytesOfBothFiles() throws Exception {
    write("fruit", HEADER + rows(0, 6));
    String alone = load("fruit", Preprocessing.UNIT, 0, 1).sha256();
    assertEquals(alone, load("fruit", Preprocessing.PAPER, 0, 1).sha256());
    write("fruit-test", HEADER + rows(0, 3));
    String both = load("fruit", Preprocessing.UNIT, 0, 1).sha256();
    assertNotEquals(alone, both);
    write("fruit", HEADER + rows(0, 7));
    assertNotEquals(both, load("fruit", Preprocessing.UNIT, 0, 1).sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,label,y | label | x;y",
        "class,Label,y | Label | class;y",
        "x,CLASS,y | CLASS | x;y",
        "x,y,kind | kind | x;y",
        "label | | ",
      })
  void theLabelColumnIsTheOneCalledSoElseTheLast(String header, String label, String columns)
      throws Exception {
    Path file = folder.resolve("any.csv");
    Files.writeString(file, header + "\n1,2,3\n4,5,6\n");
    if (label == null) {
      assertThrows(DatasetException.class, () -> CsvFile.read(file));
      return;
    }
    CsvFile csv = CsvFile.read(file);
    assertEquals(label, csv.labelColumn());
    assertEquals(Arrays.asList(columns.split(";", -1)), csv.columns());
    int at = Arrays.asList(header.split(",", -1)).indexOf(label);
    assertEquals(List.of(Integer.toString(1 + at), Integer.toString(4 + at)), csv.labels());
  }

  @Test
  void quotesSpacesBlankLinesWindowsLineEndsAndAByteOrderMarkAreRead() throws Exception {
    write("any", "\ufeff\"x, raw\",label\r\n 1.5 ,\" a \"\r\n\r\n\"-2e1\",b\r\n");
    CsvFile csv = CsvFile.read(folder.resolve("any.csv"));
    assertEquals(List.of("x, raw"), csv.columns());
    assertArrayEquals(new double[] {1.5, -20}, csv.values());
    assertEquals(List.of("a", "b"), csv.labels());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,label/1,a/,b | , row 3: column x: expected a finite number, found nothing",
        "x,label/1,a/two,b | , row 3: column x: expected a finite number, found two",
        "x,label/1,a/2,b/NaN,a | , row 4: column x: expected a finite number, found NaN",
        "x,label/1,a/1e99,b | , row 3: column x: expected a finite number, found 1e99",
        "x,label/5d,a/1,b | , row 2: column x: expected a finite number, found 5d",
        "x,label/1,a/2, | , row 3: column label: expected a class, found nothing",
        "x,label//1,a///two,b | , row 6: column x: expected a finite number, found two",
        "x,label/1,'a/b'/two,b | , row 3: column x: expected a finite number, found two",
        "//x,x,label/1,2,a | , row 3: expected a name for every column, each its own, found x"
            + " twice",
        "x,label//1,a/2,b,c | , row 4: expected 2 cells as in the header, found 3",
        "x,label/1,a/2,b,c | , row 3: expected 2 cells as in the header, found 3",
        "x,y,label/1,2,a/2,b | , row 3: expected 3 cells as in the header, found 2",
        "x,label/1,a/2,a | : expected 2 or more classes in the column label, found only a",
        "x,label | : expected rows below the header, found none",
        "x;label/1;a | , row 1: expected the names of 2 or more columns between commas, found"
            + " x;label",
        "x,x,label/1,2,a | , row 1: expected a name for every column, each its own, found x twice",
        "x,,label/1,2,a | , row 1: expected a name for every column, each its own, found a column"
            + " without",
        "5.1,3.5,a/4.9,3,b | , row 1: expected the names of the columns, found numbers",
      })
  void badFilesAreToldByFileAndRow(String text, String message) throws Exception {
    write("bad", text.replace('/', '\n').replace('\'', '"'));
    assertEquals(folder.resolve("bad.csv") + message, failure("bad"));
  }

  private String failure(String name) {
    return assertThrows(DatasetException.class, () -> load(name, Preprocessing.PAPER, 0, 1))
        .getMessage();
  }

  @Test
  void whatIsNoUtf8IsRefusedInsteadOfMerged() throws Exception {
    Files.write(
        folder.resolve("latin.csv"),
        "x,label\n1,\u00e9\n2,\u00e8\n3,b\n".getBytes(StandardCharsets.ISO_8859_1));
    String said = failure("latin");
    assertTrue(said.startsWith(folder.resolve("latin.csv").toString()), said);
    assertTrue(
        said.endsWith(": expected text in UTF-8, found other bytes here or shortly after"), said);
  }

  @Test
  void emptyFilesAndTestFilesThatDoNotFitAreToldToo() throws Exception {
    write("empty", "");
    assertEquals(
        folder.resolve("empty.csv")
            + ", row 1: expected the names of 2 or more columns between commas, found an empty"
            + " file",
        failure("empty"));
    write("fruit", HEADER + rows(0, 6));
    write("fruit-test", HEADER + "\n" + rows(0, 2) + "1,2,pear,7\n");
    assertEquals(
        folder.resolve("fruit-test.csv")
            + ", row 5: expected one of the classes Quince, fig, plum, found pear",
        failure("fruit"));
    write("fruit-test", "b,a,Class,d\n1,2,fig,7\n");
    assertEquals(
        folder.resolve("fruit-test.csv")
            + ", row 1: expected the columns of fruit.csv, found others",
        failure("fruit"));
    assertEquals("Dataset 'pear': expected one of mnist, toy, empty, fruit.", failure("pear"));
    assertTrue(failure("../fruit").startsWith("Dataset '../fruit': expected one of "));
  }

  @Test
  void numberedColumnsAreNamesToo() throws Exception {
    write("digits", "0,1,label\n5,6,a\n7,8,b\n");
    assertEquals(2, load("digits", Preprocessing.UNIT, 0, 1).train().features());
  }

  @Test
  void theCatalogueListsThemAfterItsOwnWithoutTheirTestFiles() throws Exception {
    write("zoo", HEADER + rows(0, 6));
    write("zoo-test", HEADER + rows(0, 6));
    write("lonely-test", HEADER + rows(0, 6));
    write("toy", HEADER + rows(0, 6));
    write("no name", HEADER + rows(0, 6));
    DatasetCatalog catalog = new DatasetCatalog(folder);
    assertEquals(List.of("mnist", "toy", "lonely-test", "zoo"), catalog.names());
    assertEquals(100, load("toy", Preprocessing.UNIT, 0, 1).train().features(), "its own wins");
    Set<Long> versions = new HashSet<>();
    versions.add(catalog.version("zoo"));
    versions.add(catalog.version("zoo"));
    assertEquals(1, versions.size());
    write("zoo-test", HEADER + rows(0, 5));
    versions.add(catalog.version("zoo"));
    write("zoo", HEADER + rows(0, 5));
    versions.add(catalog.version("zoo"));
    assertEquals(3, versions.size());
    assertEquals(0, catalog.version("toy"));
  }
}
