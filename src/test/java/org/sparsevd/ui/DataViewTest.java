package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.train.SessionState;

/** A user looks at data sets and brings new ones here, in the real window. */
@Timeout(240)
final class DataViewTest {
  private static final int SIDE = 6;

  @TempDir private Path folder;
  private Windows studio;
  private UiDriver user;

  @BeforeEach
  void open() {
    UiDriver.startToolkit();
    studio = new Windows(folder.resolve("runs"), Theme.LIGHT, 1440, 900);
    user = studio.show();
    user.open(ViewKind.DATA);
    user.waitFor("the list", () -> isSeen("#data-item-mnist"));
  }

  @AfterEach
  void close() {
    user.close();
    studio.close();
  }

  private Scene scene() {
    return studio.window().scene();
  }

  private boolean isSeen(String selector) {
    Node node = scene().lookup(selector);
    return node != null && node.isVisible();
  }

  private Path own(String name) {
    return studio.data().store().folder().resolve(name);
  }

  /** What stands beside a fact's name. */
  private String fact(String key) {
    return user.textOf("#data-fact-" + key);
  }

  /** Words of all labels in a node, in their order. */
  private List<String> words(String selector) {
    return UiDriver.call(() ->
        scene().lookup(selector).lookupAll(".label").stream()
            .map(label -> ((Label) label).getText())
            .toList());
  }

  private void waitForPreview(String title) {
    user.waitFor(
        title,
        () ->
            isSeen("#data-balance")
                && scene().lookup("#data-details").lookup(".card-title") instanceof Label label
                && label.getText().equals(title));
  }

  private Path csv(String name, String badCell) throws IOException {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(
                i -> "%d.5,%s,%s".formatted(i, i == 40 ? badCell : -i, i % 3 == 0 ? "yes" : "no"))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), "height,depth,label\n" + rows + "\n");
  }

  private void importFile(Path file) {
    studio.files().answer(file);
    user.click("#data-import");
    user.clickMenuItem("data-import-file");
    user.waitFor("the question", () -> isSeen("#data-prompt"));
  }

  private void confirm() {
    user.waitFor("a good name", () -> !scene().lookup("#confirm").isDisabled());
    user.click("#confirm");
  }

  private static ExperimentConfig config(Windows studio) {
    return UiDriver.call(() -> studio.model().experiment().configProperty().get().orElseThrow());
  }

  private List<String> choices() {
    return UiDriver.call(() ->
        ((ComboBox<?>) scene().lookup("#dataset"))
            .getItems().stream().map(String::valueOf).toList());
  }

  @Test
  void whatIsInMnistIsShownAndItsChecksumCopied() {
    waitForPreview("MNIST handwritten digits");
    assertEquals("28 \u00d7 28 grey images in 10 classes", fact("kind"));
    assertEquals("60,000 to train on, 10,000 to test", fact("sizes"));
    assertEquals("CC BY-SA 3.0", fact("licence"));
    assertTrue(words("#data-balance-grid").containsAll(List.of("5,923", "6,742", "1,135")));
    assertEquals(
        10, UiDriver.call(() -> scene().lookup("#data-sample-grid").lookupAll("ImageView").size()));
    assertFalse(user.sees("#data-delete"), "it is the program's");
    assertFalse(user.sees("#data-fetch"));
    String sha256 = user.find(TextField.class, "#data-text-sha256").getText();
    assertEquals(64, sha256.length());
    user.click("#data-copy-sha256");
    assertEquals(sha256, UiDriver.call(() -> Clipboard.getSystemClipboard().getString()));
    user.click("#data-verify");
    user.waitFor("it is read once more", () -> !isSeen("#data-balance"));
    waitForPreview("MNIST handwritten digits");
  }

  @Test
  void whoMarksAFactKeepsItWhileTheDataIsRead() {
    waitForPreview("MNIST handwritten digits");
    user.click("#data-verify");
    user.waitFor("it is read once more", () -> !isSeen("#data-balance"));
    TextField sha256 = user.find(TextField.class, "#data-text-sha256");
    UiDriver.run(sha256::requestFocus);
    waitForPreview("MNIST handwritten digits");
    assertEquals(sha256, UiDriver.call(() -> scene().getFocusOwner()));
  }

  @Test
  void theListIsWorkedByKeysAndTellsWhatCanBeFetched() {
    UiDriver.run(() -> scene().lookup("#data-list").requestFocus());
    user.press(KeyCode.END);
    user.waitFor("the last one", () -> isSeen("#data-fetch"));
    assertEquals("32 \u00d7 32 colour images in 100 classes", fact("kind"));
    assertEquals("168.5 MB to be fetched", fact("bytes"));
    assertFalse(user.sees("#data-train"));
    user.press(KeyCode.HOME);
    user.press(KeyCode.DOWN);
    waitForPreview("Toy: 10 useful inputs of 100");
    assertEquals("samples of 100 numbers in 4 classes", fact("kind"));
    assertTrue(words("#data-column-grid").contains("input 100"));
  }

  @Test
  void aCsvFileIsImportedTrainedOnAndDeleted() throws Exception {
    importFile(csv("plants.csv", "0"));
    assertEquals("plants", user.find(TextField.class, "#data-name").getText());
    user.press(KeyCode.A, UiDriver.CTRL);
    user.type("mnist");
    user.waitFor("why not", () -> isSeen("#data-name-problem"));
    assertTrue(user.textOf("#data-name-problem").contains("there already"));
    assertTrue(user.find(Button.class, "#confirm").isDisabled());
    user.press(KeyCode.A, UiDriver.CTRL);
    user.type("cifar-10");
    user.waitFor(
        "own data are not CIFAR-10",
        () ->
            scene().lookup("#data-name-problem") instanceof Label label
                && label.getText().startsWith("Data set 'cifar-10': expected another name"));
    assertTrue(user.find(Button.class, "#confirm").isDisabled());
    user.press(KeyCode.A, UiDriver.CTRL);
    user.type("leaves");
    confirm();
    waitForPreview("leaves");
    assertTrue(Files.exists(own("leaves.csv")));
    assertEquals("48 to train on, 12 to test, drawn by the seed", fact("sizes"));
    assertEquals("samples of 2 numbers in 2 classes", fact("kind"));
    List<String> columns = words("#data-column-grid");
    int depth = columns.indexOf("depth");
    assertEquals(List.of("\u221259", "\u221228.83", "0"), columns.subList(depth + 1, depth + 4));

    assertTrue(choices().contains("leaves"), "the form offers it at once");
    user.click("#data-train");
    assertTrue(user.sees("#group-data"), "the form is in front");
    assertEquals("leaves", config(studio).dataset());
    assertEquals(4, config(studio).validationSize(), "a tenth of 48, no 5,000");

    user.open(ViewKind.DATA);
    user.click("#data-delete");
    user.click("#cancel");
    assertTrue(Files.exists(own("leaves.csv")));
    user.click("#data-delete");
    user.click("#confirm");
    user.waitFor("it is gone", () -> !isSeen("#data-item-leaves"));
    assertFalse(Files.exists(own("leaves.csv")));
    assertEquals("leaves", config(studio).dataset(), "what the form says is the user's");
    UiDriver.run(() -> studio.model().restorePreset());
    user.open(ViewKind.TRAIN);
    user.open(ViewKind.DATA);
    user.waitFor("nor offered", () -> !choices(scene()).contains("leaves"));
  }

  private static List<?> choices(Scene scene) {
    return ((ComboBox<?>) scene.lookup("#dataset")).getItems();
  }

  @Test
  void aBadCellIsToldWithFileAndRowAndLeavesNothing() throws Exception {
    importFile(csv("bad.csv", "many"));
    confirm();
    user.waitFor("the sentence", () -> isSeen("#data-problem"));
    String told = user.textOf("#data-problem");
    assertTrue(told.contains("bad.csv, row 42: column depth"), told);
    try (Stream<Path> left = Files.walk(studio.data().store().folder())) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
    assertFalse(user.sees("#data-item-bad"));
    user.click("#data-problem-close");
    assertFalse(user.sees("#data-problem"));
  }

  @Test
  void theFormOffersWhatHasComeIntoTheFolderSince() throws Exception {
    user.open(ViewKind.TRAIN);
    user.click("#group-data");
    assertFalse(choices().contains("later"));
    Files.createDirectories(studio.data().store().folder());
    Files.copy(csv("any.csv", "0"), own("later.csv"));
    user.click("#dataset");
    user.waitFor("it is in the box", () -> choices(scene()).contains("later"));
    user.press(KeyCode.ESCAPE);
    assertEquals("mnist", config(studio).dataset());
  }

  /** Images of one colour a class, with a mark that differs. */
  private Path pictures() throws IOException {
    List<Color> colours =
        List.of(Color.rgb(200, 30, 40), Color.rgb(20, 180, 60), Color.rgb(30, 60, 220));
    for (int c = 0; c < colours.size(); c++) {
      Path of = Files.createDirectories(folder.resolve("shades").resolve("class-" + c));
      for (int i = 0; i < 14; i++) {
        WritableImage image = new WritableImage(SIDE, SIDE);
        for (int at = 0; at < SIDE * SIDE; at++) {
          image
              .getPixelWriter()
              .setColor(at % SIDE, at / SIDE, at == i ? Color.WHITE : colours.get(c));
        }
        UiDriver.save(image, of.resolve("image-%02d.png".formatted(i)));
      }
    }
    return folder.resolve("shades");
  }

  private void importPictures() throws IOException {
    Path shades = pictures();
    UiDriver.run(() -> studio.window().take(List.of(shades))); // as if dropped
    user.waitFor("the question", () -> isSeen("#data-prompt"));
    user.waitFor("a good name", () -> !scene().lookup("#confirm").isDisabled());
    user.press(KeyCode.ENTER);
    waitForPreview("shades");
  }

  @Test
  void aDroppedFolderOfImagesIsShownPixelByPixel() throws Exception {
    importPictures();
    assertEquals("6 \u00d7 6 colour images in 3 classes", fact("kind"));
    assertTrue(Files.exists(own("shades").resolve("dataset.json")));
    List<ImageView> rows =
        UiDriver.call(() ->
            scene().lookup("#data-sample-grid").lookupAll("ImageView").stream()
                .map(ImageView.class::cast)
                .toList());
    assertEquals(3, rows.size());
    ImageView green = rows.get(1);
    double zoom = green.getFitWidth() / green.getViewport().getWidth();
    assertEquals(Math.rint(zoom), zoom, "whole");
    assertTrue(zoom > 1 && !green.isSmooth());
    assertEquals(0xff14b43c, green.getImage().getPixelReader().getArgb(0, SIDE - 1));
    int white = 0;
    for (int x = 0; x < (int) green.getImage().getWidth(); x++) {
      for (int y = 0; y < SIDE; y++) {
        white += green.getImage().getPixelReader().getArgb(x, y) == 0xffffffff ? 1 : 0;
      }
    }
    int shown = (int) ((green.getImage().getWidth() + 2) / (SIDE + 2));
    assertEquals(shown, white, "each has one white pixel");
  }

  @Test
  void aNetworkOnColourImagesIsDrawnByEveryView() throws Exception {
    importPictures();
    user.click("#data-train");
    set("hiddenLayers", "8-5");
    set("epochs", "3");
    set("batchSize", "8");
    set("validationSize", "4");
    UiDriver.run(() -> studio.model().trainOrPause());
    user.waitFor(
        "the training has ended",
        () ->
            studio.model().state() == SessionState.ENDED
                && studio.model().cursor().trainedProperty().get() == 3);
    assertEquals(1, choices().stream().filter("shades"::equals).count());
    user.open(ViewKind.MASKS);
    user.waitFor("tiles", () -> caption().startsWith("3 tiles of 6 \u00d7 6 a live neuron"));
    user.snapshot(Path.of("target", "screenshots", "masks-colour.png"));
    for (ViewKind view : ViewKind.values()) {
      user.open(view); // throws what is thrown on the view's thread
      user.settle();
    }
    assertTrue(UiDriver.call(() -> studio.model().problemProperty().get().isEmpty()));
  }

  private String caption() {
    return scene().lookup(".masks .card .card-subtitle") instanceof Label label
        ? label.getText()
        : "";
  }

  private void set(String key, String value) throws InvalidConfigException {
    Setting setting = Setting.named(key);
    UiDriver.run(() -> studio.model().experiment().text(setting).set(value));
  }

  /**
   * CIFAR-100's binary form: two labels, then the pixels, which are made up: nobody knows the
   * checksums of its files in a folder.
   */
  private static void records(Path file, int images) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      byte[] record = new byte[2 + 3 * 32 * 32];
      for (int i = 0; i < images; i++) {
        record[1] = (byte) (i % 100);
        record[2 + i % 3072] = (byte) i;
        out.write(record);
      }
    }
  }

  private void fetchFrom(Path files) {
    studio.files().answer(files);
    user.click("#data-fetch");
    user.clickMenuItem("data-from-folder");
  }

  @Test
  void aPublicDataSetIsFetchedFromAFolderStoppedAndFetchedAgain() throws Exception {
    user.click("#data-item-cifar-100");
    user.waitFor("its button", () -> isSeen("#data-fetch"));
    Path few = Files.createDirectory(folder.resolve("few"));
    records(few.resolve("train.bin"), 200);
    fetchFrom(few);
    user.waitFor("the sentence", () -> isSeen("#data-problem"));
    String told = user.textOf("#data-problem");
    assertTrue(told.contains("expected 50000 training and 10000 test images of CIFAR-100"), told);
    assertTrue(user.sees("#data-fetch"), "it is not here yet");

    Path all = Files.createDirectory(folder.resolve("all"));
    records(all.resolve("train.bin"), 50_000);
    records(all.resolve("test.bin"), 10_000);
    fetchFrom(all);
    user.waitFor("what is going on", () -> isSeen("#data-task-title"));
    assertEquals("Fetching CIFAR-100", user.textOf("#data-task-title"));
    assertFalse(user.sees("#data-problem"), "the last one is past");
    assertTrue(UiDriver.call(() -> scene().lookup("#data-import").isDisabled()), "one at a time");
    user.click("#data-stop");
    user.waitFor("it has stopped", () -> !scene().lookup("#data-task").isVisible());
    assertTrue(user.sees("#data-fetch"));
    assertFalse(Files.exists(own("cifar-100")));
    assertFalse(user.sees("#data-problem"), "the user knows why");

    fetchFrom(all);
    user.waitFor("it is here", () -> isSeen("#data-train"));
    waitForPreview("CIFAR-100");
    assertEquals("50,000 to train on, 10,000 to test", fact("sizes"));
    assertEquals(
        100,
        UiDriver.call(() -> scene().lookup("#data-sample-grid").lookupAll("ImageView").size()));
    assertTrue(choices().contains("cifar-100"));
    assertTrue(user.sees("#data-delete"));
  }
}
