package org.sparsevd.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsevd.train.EpochMetrics;

class EpochsCsvTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final EpochMetrics BEFORE =
      new EpochMetrics(
          0, NAN, 1.0 / 3, NAN, NAN, 90.1, NAN, 88.88, 1, List.of(0.0, 0.0), NAN, 0, 1e-9);
  private static final EpochMetrics FIRST =
      new EpochMetrics(
          1, 123456.789, -0.1, 0.5, 1e-8, 50, 51, 52, 2.5, List.of(60.0, 1e-3), 1e6, 0.25, 0.125);
  private static final EpochMetrics NOTHING_KEPT =
      new EpochMetrics(
          2, Double.MIN_VALUE, 0, 1, 1e-3, 90, 90, 90, INFINITY, List.of(100.0, 100.0), 1e6, 1, 1);

  @TempDir private Path folder;

  @Test
  void rowsSurviveWritingAndReadingToTheLastBit() throws Exception {
    List<EpochMetrics> epochs = List.of(BEFORE, FIRST, NOTHING_KEPT);
    EpochsCsv.write(folder, List.of("fc1", "fc2"), epochs);
    EpochsCsv.Content read = EpochsCsv.read(folder, List.of());
    assertEquals(List.of("fc1", "fc2"), read.layers());
    assertEquals(epochs, read.epochs());
  }

  @Test
  void columnsAreNamedAsTheReadmeSaysAndWhatDoesNotApplyIsEmpty() throws Exception {
    EpochsCsv.write(folder, List.of("fc1", "fc2"), List.of(BEFORE, FIRST, NOTHING_KEPT));
    assertEquals(
        List.of(
            "epoch,dataTermNats,klNats,klWeight,learningRate,trainErrorPercent,"
                + "validationErrorPercent,testErrorPercent,compression,sparsityPercent.fc1,"
                + "sparsityPercent.fc2,imagesPerSecond,seconds,evaluationSeconds",
            "0,,0.3333333333333333,,,90.1,,88.88,1.0,0.0,0.0,,0.0,1.0E-9",
            "1,123456.789,-0.1,0.5,1.0E-8,50.0,51.0,52.0,2.5,60.0,0.001,1000000.0,0.25,0.125",
            "2,4.9E-324,0.0,1.0,0.001,90.0,90.0,90.0,,100.0,100.0,1000000.0,1.0,1.0"),
        Files.readAllLines(file()));
  }

  @Test
  void columnsMayStandInAnyOrderWithOthersAmongThem() throws Exception {
    write(
        """
        ,comment,sparsityPercent.fc2, compression,"epoch",testErrorPercent,sparsityPercent.fc1
        0,"a, b",20,1.5,0,90,10

        1,,40,2.5,1,2.25,30
        """);
    EpochsCsv.Content read = EpochsCsv.read(folder, List.of());
    assertEquals(List.of("fc2", "fc1"), read.layers());
    assertEquals(List.of(20.0, 10.0), read.epochs().get(0).sparsityPercent());
    EpochMetrics last = read.epochs().get(1);
    assertEquals(1, last.epoch());
    assertEquals(2.5, last.compression());
    assertEquals(2.25, last.testErrorPercent());
    assertTrue(Double.isNaN(last.klNats()));
    assertTrue(Double.isNaN(last.seconds()));
  }

  @Test
  void sparsityFollowsTheLayersOfTheRunWhateverTheOrderOfColumns() throws Exception {
    write("epoch,sparsityPercent.fc2,sparsityPercent.fc1,sparsityPercent.old\n3,20,10,5\n");
    EpochsCsv.Content read = EpochsCsv.read(folder, List.of("fc1", "fc2", "fc3"));
    assertEquals(List.of("fc1", "fc2", "fc3"), read.layers());
    assertEquals(List.of(10.0, 20.0, NAN), read.epochs().getFirst().sparsityPercent());
  }

  @Test
  void theEpochAloneIsEnough() throws Exception {
    write("epoch\n7\n");
    EpochMetrics only = EpochsCsv.read(folder, List.of()).epochs().getFirst();
    assertEquals(7, only.epoch());
    assertTrue(Double.isNaN(only.compression()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch,testErrorPercent~0,1.5~1,much | line 3, testErrorPercent: expected a number, found"
            + " \"much\"",
        "epoch,testErrorPercent~0,1.5~~~1,1.2.3 | line 5, testErrorPercent: expected a number,"
            + " found \"1.2.3\"",
        "testErrorPercent,epoch~1.5,-1 | line 2, epoch: expected a whole number, found \"-1\"",
        "epoch~0~1~1.5 | line 4, epoch: expected a whole number, found \"1.5\"",
        "epoch~NaN | line 2, epoch: expected a whole number, found \"NaN\"",
        "epoch~99999999999 | line 2, epoch: expected a whole number, found \"99999999999\"",
        "testErrorPercent,epoch~1.5, | line 2, epoch: expected a whole number, found \"\"",
        "epoch,testErrorPercent~0,1.5~1 | line 3: expected 2 cells, found 1",
        "epoch~0~1~1 | line 4, epoch: 1 comes after 1",
        "Epoch~0 | expected a column \"epoch\", found [Epoch]"
      })
  void whatCannotBeReadIsNamedByLineAndColumn(String text, String expected) throws Exception {
    write(text.replace('~', '\n'));
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> EpochsCsv.read(folder, List.of()));
    assertEquals(file() + ": " + expected, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "epoch,epoch~0,0", "epoch~\"0", "epoch~\"0\"1"},
      ignoreLeadingAndTrailingWhitespace = false)
  void textThatIsNoTableIsRefused(String text) throws Exception {
    write(text.replace('~', '\n'));
    InvalidRunException e =
        assertThrows(InvalidRunException.class, () -> EpochsCsv.read(folder, List.of()));
    assertTrue(e.getMessage().startsWith(file() + ": "), e.getMessage());
  }

  private void write(String text) throws Exception {
    Files.writeString(file(), text);
  }

  private Path file() {
    return folder.resolve("epochs.csv");
  }
}
