package org.sparsevd.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsevd.data.DataParsers;
import org.sparsevd.data.DatasetException;
import org.sparsevd.data.IdxArray;
import org.sparsevd.data.ImageDescription;
import org.sparsevd.data.ImageFile;
import org.sparsevd.data.ImageShape;
import org.sparsevd.data.store.StoreParsers;
import org.sparsevd.kernel.Compute;
import org.sparsevd.nn.Architecture;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Predictor;
import org.sparsevd.nn.Stage;
import org.sparsevd.nn.Volume;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.NamedCuts;
import org.sparsevd.run.RunFiles;
import org.sparsevd.run.RunInfo;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunParsers;
import org.sparsevd.run.RunProvenance;
import org.sparsevd.run.WeightsFile;
import org.sparsevd.run.archive.ArchiveReader;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.ui.learn.LessonFolder;

/** What the fuzz tests found, each as small as it could be made. */
class FoundByFuzzingTest {
  @TempDir private Path folder;

  private Fuzzer run(String name, Fuzzer.FileParser parser) {
    return Fuzzer.ofFile(name, folder.resolve(name), parser, InvalidRunException.class);
  }

  private Fuzzer images() {
    return Fuzzer.ofFile(
        "image",
        folder.resolve("picture"),
        file -> ImageFile.read(file, new ImageShape(1, 6, 5)),
        DatasetException.class);
  }

  private Fuzzer csv() {
    return Fuzzer.ofFile(
            "CSV", folder.resolve("samples.csv"), DataParsers::csvFile, DatasetException.class)
        .allocating(64, 1 << 18);
  }

  /** 97 MB for 3 KB: Tribuo warns of each. */
  @Test
  void emptyLinesOfCsvCostNoMoreThanTheirBytes() throws Exception {
    csv().runOne(("x,label\n1,a\n" + "\n".repeat(3_000) + "2,b\n").getBytes(UTF_8));
  }

  /** Minutes: every way to split the digits was tried. */
  @Test
  void anEndlessNumberThatIsNoneIsRefusedAtOnce() throws Exception {
    String text = "x,label\n%s-,a\n".formatted("7".repeat(200_000));
    String message = csv().refusal(text.getBytes(UTF_8));
    assertTrue(message.contains("row 2: column x: expected a finite number, found 777"), message);
  }

  /** An ArrayIndexOutOfBoundsException of whoever looked for a weight. */
  @Test
  void aLayerWithoutInputsIsNone() throws Exception {
    String header =
        """
        {"__metadata__": {"epoch": "1"},
         "fc1.theta": {"dtype": "F32", "shape": [0, 2], "data_offsets": [0, 0]},
         "fc1.bias": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}\
        """;
    byte[] file =
        ByteBuffer.allocate(8 + header.length() + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length())
            .put(header.getBytes(UTF_8))
            .array();
    String message =
        Fuzzer.ofBytes(
                "weights",
                bytes -> WeightsFile.parse(folder.resolve("weights"), bytes, List.of()),
                InvalidRunException.class)
            .refusal(file);
    assertTrue(message.contains("found [0, 2], [2], none"), message);
  }

  /** NullPointerExceptions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shape\": {\"a\": 1}|(shape has 0 lengths, not 3).",
        "\"shape\": [1, 2, 3], \"classes\": [\"a\", \"b\"], \"train\": {\"images\":"
            + " {\"dimensions\": {\"a\": 1}}}|(dimensions of  are [])."
      })
  void anObjectIsNoListOfLengths(String json, String problem) throws Exception {
    String message =
        Fuzzer.ofFile(
                "dataset.json",
                folder.resolve(ImageDescription.FILE),
                file -> ImageDescription.read(folder),
                DatasetException.class)
            .refusal("{\"formatVersion\": 1, %s}".formatted(json).getBytes(UTF_8));
    assertTrue(message.endsWith(problem), message);
  }

  /** A NullPointerException. */
  @ParameterizedTest
  @CsvSource({"{\"a\":{}}, object", "3, number", "'', missing"})
  void labelsThatAreNoListAreRefused(String json, String found) throws Exception {
    ImageIO.write(
        new BufferedImage(1024, 1, BufferedImage.TYPE_3BYTE_BGR),
        "png",
        folder.resolve("test_batch.png").toFile());
    Files.writeString(folder.resolve("test_lables.json"), "[3]");
    String missing =
        assertThrows(DatasetException.class, () -> StoreParsers.images(folder, folder))
            .getMessage();
    assertTrue(missing.endsWith("found no such file."), missing);
    String message =
        Fuzzer.ofFile(
                "labels",
                folder.resolve("train_lables.json"),
                file -> StoreParsers.images(folder, folder),
                DatasetException.class)
            .refusal(json.getBytes(UTF_8));
    assertTrue(
        message.endsWith("expected a list of labels in JSON, found %s.".formatted(found)), message);
  }

  /** "For input string", and the stack was full. */
  @ParameterizedTest
  @ValueSource(strings = {"'shape': (2  8)", "'shape': (%s)"})
  void historyOfArraysOfNoShapeSaysSo(String shape) throws Exception {
    String header =
        "{'descr': '|u1', 'fortran_order': False, %s}"
            .formatted(shape.formatted("1,".repeat(20_000)));
    String message =
        history().refusal(Zips.zip(new LinkedHashMap<>(Map.of("cut.npy", npy(header)))));
    assertTrue(message.contains("unexpected NumPy header {'descr'"), message);
  }

  /** 7.5 MB for 11 KB: room for the layer was made before its weights were looked at. */
  @Test
  void aModelOfLayersLargerThanItsWeightsIsRefusedBeforeRoomIsMade() throws Exception {
    LayerWeights small =
        new LayerWeights("fc1", new FMatrixRMaj(6, 3), Optional.empty(), new FMatrixRMaj(1, 3));
    String message =
        Fuzzer.ofBytes(
                "layers",
                bytes -> {
                  Volume inputs = Volume.ofFeatures(6);
                  List<Stage> stages =
                      Architecture.parse(new String(bytes, UTF_8)).stages(inputs, 2);
                  new Predictor(new Compute(1), stages, List.of(small));
                },
                IllegalArgumentException.class)
            .allocating(64, 1 << 17)
            .refusal("65537".getBytes(UTF_8));
    assertEquals("fc1: expected weights [6 × 65537], got [6 × 3]", message);
  }

  /** Minutes: an end was looked for at each of the dots. */
  @Test
  void anArchiveOfARunOfAnEndlessNameIsReadAtOnce() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    List<String> listed = new ArrayList<>();
    for (String name : RunFiles.required()) {
      entries.put(name, new byte[0]);
      listed.add(
          "{\"name\": \"%s\", \"bytes\": 0, \"sha256\": \"%s\"}".formatted(name, "0".repeat(64)));
    }
    String manifest =
        "{\"format\": \"sparsevd-archive\", \"formatVersion\": 1, \"run\": \"a%sb\", \"files\": %s}"
            .formatted(".".repeat(200_000), listed);
    entries.put("manifest.json", manifest.getBytes(UTF_8));
    String message =
        run("a.sparsevd", file -> ArchiveReader.read(file, folder))
            .allocating(64, 1 << 22)
            .refusal(Zips.zip(new LinkedHashMap<>(entries)));
    assertTrue(message.endsWith("is not what was packed: its SHA-256 differs"), message);
  }

  /** It took 1.7 GB to say that it was too large. */
  @Test
  void aPictureThatClaimsGigabytesIsNotDecoded() throws Exception {
    byte[] png = DataFuzzTest.picture("png", BufferedImage.TYPE_BYTE_GRAY);
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(16, 32_768).putInt(20, 30_000); // width and height
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    bytes.putInt(29, (int) crc.getValue());
    String message = images().refusal(png);
    assertTrue(message.endsWith("expected an image of 6 × 5, found 30000 × 32768."), message);
  }

  /** "can't be read (null)". */
  @Test
  void aPictureCutShortSaysSo() throws Exception {
    byte[] png = DataFuzzTest.picture("png", BufferedImage.TYPE_BYTE_GRAY);
    String message = images().refusal(Arrays.copyOf(png, 30));
    assertTrue(message.endsWith("found one that is damaged or cut short."), message);
  }

  /** "can't be read (null)". */
  @ParameterizedTest
  @ValueSource(ints = {5, 25})
  void gzippedIdxCutShortSaysSo(int length) throws Exception {
    byte[] gzip = Source.gzip(new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 7});
    String message =
        Fuzzer.ofFile("IDX", folder.resolve("some.idx"), IdxArray::read, DatasetException.class)
            .refusal(Arrays.copyOf(gzip, length));
    assertTrue(message.endsWith("expected an IDX file, found it cut short."), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\u0085b", "a\u2028b"})
  void whatACellHoldsIsQuotedOnOneLine(String cell) throws Exception {
    String message = csv().refusal("x,y,label\n1,%s,no\n".formatted(cell).getBytes(UTF_8));
    assertTrue(message.endsWith("column y: expected a finite number, found a?b"), message);
  }

  @Test
  void aMessageOfAnEndlessCellKeepsItsBeginningAndEnd() throws Exception {
    String message =
        run("epochs.csv", file -> RunParsers.epochs(folder))
            .refusal(("epoch\n" + "7-".repeat(5_000) + "\n").getBytes(UTF_8));
    assertTrue(message.contains("line 2, epoch: expected a number, found \"7-7-"), message);
    assertTrue(message.endsWith("7-\""), message);
  }

  /** They told how commons-csv could be made to take it, or began with the name of a class. */
  @ParameterizedTest
  @CsvSource({
    "'epoch,seconds,seconds', 'line 1: expected columns of different names, found \"seconds\""
        + " twice'",
    "'epoch\n"
        + "\"1', 'not a readable CSV file: (startline 2) EOF reached before encapsulated token"
        + " finished'"
  })
  void csvProblemsAreForTheUser(String text, String problem) throws Exception {
    assertEquals(
        folder.resolve("epochs.csv") + ": " + problem,
        run("epochs.csv", file -> RunParsers.epochs(folder)).refusal(text.getBytes(UTF_8)));
  }

  /** They were two lines, named Jackson's options, and the place was "REDACTED". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1|Unexpected end-of-input: expected close marker for Array (line 1",
        "{} {}|Trailing token (START_OBJECT) found after value",
        "[0x10]|Unexpected character ('x' (code 120)) (line 1, column 3)",
        "[NaN]|Non-standard token 'NaN' (line 1, column 5)"
      })
  void jsonProblemsAreOneSentence(String json, String problem) throws Exception {
    String message = run("notes.json", file -> RunNotes.read(folder)).refusal(json.getBytes(UTF_8));
    assertTrue(message.contains("not the notes of a run: " + problem), message);
  }

  @Test
  void theHeaderOfSafetensorsIsJsonToo() throws Exception {
    byte[] file =
        ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(2).put((byte) '[').array();
    String message =
        Fuzzer.ofBytes(
                "safetensors",
                bytes -> RunParsers.safetensors(folder, bytes),
                InvalidRunException.class)
            .refusal(file);
    assertTrue(message.contains("no safetensors file: header: Illegal character"), message);
  }

  /** 25 MB to find the setting that it is most like. */
  @Test
  void anEndlessUnknownSettingIsLookedUpCheaply() throws Exception {
    String message =
        Fuzzer.ofBytes(
                "config",
                bytes -> ConfigJson.parse(new String(bytes, UTF_8)),
                InvalidConfigException.class)
            .allocating(16, 1 << 20)
            .refusal("{\"%s\": 1}".formatted("k".repeat(40_000)).getBytes(UTF_8));
    assertTrue(message.startsWith("unknown setting \"kkk"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "\"validation\", \"best\", 'split: expected one of [', ', found \"best\"'",
    "2026-11-23T12:00:00Z, yesterday, 'saved: expected a time such as', 'found \"yesterday\"'",
    "1.5, null, 'fc1: expected a number', 'found null'"
  })
  void cutsThatAreNoneSayWhatIsExpected(String from, String to, String expected, String found)
      throws Exception {
    String cuts =
        """
        {"formatVersion": 1, "cuts": [{"name": "a", "threshold": 2, "layerThresholds": {"fc1": 1.5},
         "epoch": 2, "split": "validation", "samples": 5, "errorPercent": 3, "keptWeights": 1,
         "totalWeights": 2, "saved": "2026-11-23T12:00:00Z"}]}\
        """;
    assertTrue(cuts.contains(from));
    String message =
        run("cuts.json", file -> NamedCuts.read(folder))
            .refusal(cuts.replace(from, to).getBytes(UTF_8));
    assertTrue(message.contains(expected) && message.contains(found), message);
  }

  private static byte[] npy(String header) {
    return ByteBuffer.allocate(10 + header.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length())
        .put(header.getBytes(UTF_8))
        .array();
  }

  private Fuzzer history() throws IOException {
    Files.createDirectories(folder.resolve("history"));
    return Fuzzer.ofFile(
        "history",
        folder.resolve("history").resolve("epoch-00001.npz"),
        file -> RunParsers.history(folder, 1, List.of(new RunInfo.Layer("fc1", 2, 2))),
        InvalidRunException.class);
  }

  /** "null", and "For input string". */
  @Test
  void historyCutShortOrOfHugeArraysSaysSo() throws Exception {
    byte[] npy = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296,), }");
    byte[] zip = Zips.zip(new LinkedHashMap<>(Map.of("cut.npy", npy)));
    String huge = history().refusal(zip);
    assertTrue(huge.contains("unexpected NumPy header {'descr'"), huge);
    String cut = history().refusal(Arrays.copyOf(zip, 45));
    assertTrue(cut.endsWith("not a history file of this run: cut short"), cut);
  }

  /** A DateTimeParseException of Tribuo's came out. */
  @Test
  void provenanceThatTribuoCannotReadIsRefused() throws Exception {
    String simple =
        """
        {"provenance": [{"object-name": "modelprovenance-0", "object-class-name": "x",
        "provenance-class": "org.tribuo.provenance.ModelProvenance",
        "marshalled-class": "x", "map": {}}]}\
        """;
    String message =
        run("run.json", file -> RunProvenance.read(folder)).refusal(simple.getBytes(UTF_8));
    assertTrue(message.contains("provenance: expected a model's provenance"), message);
  }

  /** An ArrayIndexOutOfBoundsException and a NullPointerException. */
  @ParameterizedTest
  @CsvSource({
    "'<!-- show: view -->', 'step \"S\": view=… or node=… is expected, found view'",
    "'-\n- two', 'step \"S\": words are expected after each bullet'"
  })
  void lessonsThatAreNoneSayWhatIsExpected(String block, String problem) throws Exception {
    String message =
        Fuzzer.ofFile(
                "lesson",
                folder.resolve("1.md"),
                file -> new LessonFolder(folder).lessons(),
                IOException.class)
            .refusal(("# T\nSummary.\n\n## S\n" + block + "\n").getBytes(UTF_8));
    assertTrue(message.endsWith("not a lesson: " + problem), message);
  }
}
