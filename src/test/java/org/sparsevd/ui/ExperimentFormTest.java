package org.sparsevd.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Method;
import org.sparsevd.train.Setting;
import org.sparsevd.ui.train.ExperimentModel;

/** Every control of the form changes the setting it names, and no other. */
final class ExperimentFormTest {
  @TempDir private Path folder;

  @Test
  void everyControlChangesTheSettingItNames() {
    UiDriver.startToolkit();
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900);
        UiDriver user = studio.show()) {
      ExperimentModel experiment = studio.model().experiment();
      for (Setting setting : Setting.all()) {
        Method method =
            setting.methods().isEmpty() ? Method.SPARSE_VD : setting.methods().getFirst();
        UiDriver.run(() -> experiment.load(startFor(method)));
        ExperimentConfig before = config(experiment);
        change(user, studio, setting);
        ExperimentConfig after = config(experiment);
        assertNotEquals(
            setting.valueIn(before), setting.valueIn(after), () -> setting.key() + " changed");
        assertEquals(1, after.differencesFrom(before).size(), () -> setting.key() + " alone");
      }
    }
  }

  @Test
  void theRunToStartFromIsChosenAndLeftAgainByOneButton() {
    UiDriver.startToolkit();
    try (Windows studio = new Windows(folder, Theme.LIGHT, 1440, 900);
        UiDriver user = studio.show()) {
      user.click("#group-network");
      studio.files().answer(folder.resolve("plain"));
      user.click("#initFrom-button");
      assertEquals(
          folder.resolve("plain").toAbsolutePath().toString(),
          config(studio.model().experiment()).initFrom());
      user.snapshot(Path.of("target", "screenshots", "form-network.png"));
      user.click("#initFrom-button");
      assertEquals("", config(studio.model().experiment()).initFrom());
    }
  }

  /** Works the control as its listeners see it; groups that are closed hold real controls too. */
  private static void change(UiDriver user, Windows studio, Setting setting) {
    UiDriver.run(() -> {
      var control = studio.window().scene().lookup("#" + setting.key());
      switch (control) {
        case CheckBox box -> box.fire();
        case ComboBox<?> box ->
            box.getSelectionModel().select(box.getSelectionModel().getSelectedIndex() == 0 ? 1 : 0);
        case TextField field -> field.setText(other(setting));
        default -> throw new AssertionError("no control for " + setting.key());
      }
    });
    user.settle();
  }

  private static String other(Setting setting) {
    return switch (setting.key()) {
      case "hiddenLayers" -> "50-20";
      case "initFrom" -> "some-run";
      case "klWarmupStart" -> "7";
      case "randomLabels",
          "adamBeta1",
          "adamBeta2",
          "dropoutRate",
          "convDropoutRate",
          "thetaInitStddev",
          "weightDecay" ->
          "0.25";
      case "adamEpsilon", "learningRate" -> "1e-5";
      case "logSigma2Init", "trainCut", "threshold" -> "\u22121.5";
      default -> "33";
    };
  }

  private static ExperimentConfig startFor(Method method) {
    try {
      return ExperimentConfig.defaults()
          .with("method", Setting.named("method").write(method))
          .with("klWarmupEnd", "90")
          .validated();
    } catch (InvalidConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static ExperimentConfig config(ExperimentModel experiment) {
    return UiDriver.call(() -> experiment.configProperty().get().orElseThrow());
  }
}
