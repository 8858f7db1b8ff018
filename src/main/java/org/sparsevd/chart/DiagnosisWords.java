package org.sparsevd.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparsevd.run.RunInfo;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.sparsevd.train.Presets;
import org.sparsevd.train.Setting;
import org.sparsevd.train.diagnosis.Cause;
import org.sparsevd.train.diagnosis.Diagnosis;

/** What a training suffered from, in words for window and terminal. */
public final class DiagnosisWords {
  /** Preset of the defaults, which settings from a file are told apart from. */
  private static final String DEFAULTS = "lenet-300-100";

  private static final double WORTH_TELLING = 1.5;

  private DiagnosisWords() {}

  /** What happened and where, in a few words. */
  public static String headline(Diagnosis diagnosis) {
    String what =
        diagnosis.nonFinite()
            ? "nonFinite"
            : switch (diagnosis.cause()) {
              case KL, NOTHING_TO_LEARN -> "emptied";
              case LEARNING_RATE -> "exploded";
              case NOISE, INITIAL_WEIGHTS, DATA -> "start";
            };
    String where =
        diagnosis.minibatch() == 0
            ? Text.of("diagnosis.epoch", diagnosis.epoch())
            : Text.of("diagnosis.minibatch", diagnosis.epoch(), diagnosis.minibatch());
    return Text.of(
        "diagnosis." + what,
        diagnosis.layer().equals("loss") ? Text.of("diagnosis.loss") : diagnosis.layer(),
        where);
  }

  /** The likely cause and the figures that speak for it, in a sentence or two. */
  public static String cause(Diagnosis diagnosis) {
    Diagnosis.Evidence evidence = diagnosis.evidence();
    String key = "diagnosis.cause." + diagnosis.cause().name().toLowerCase(Locale.ROOT);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Text.of(
            key,
            diagnosis.layer(),
            loss(evidence.firstLoss()),
            loss(evidence.guessLoss()),
            loss(evidence.peakLoss()),
            Numbers.logAlpha(evidence.startLogAlpha()),
            Numbers.decimals(evidence.inputRms(), 1)));
    if (diagnosis.cause() == Cause.LEARNING_RATE && evidence.growth() > WORTH_TELLING) {
      sentences.add(Text.of("diagnosis.growth", diagnosis.layer(), loss(evidence.growth())));
    }
    if (diagnosis.cause().isFault() && !Double.isNaN(evidence.trainErrorPercent())) {
      sentences.add(
          Text.of(
              "diagnosis.error",
              Numbers.error(evidence.trainErrorPercent()),
              Numbers.error(evidence.chanceErrorPercent())));
    }
    return String.join(" ", sentences);
  }

  /** A loss with as many digits as matter. */
  private static String loss(double nats) {
    return nats < 1000 ? Numbers.decimals(nats, nats < 10 ? 2 : 0) : Numbers.scientific(nats);
  }

  /** The settings to change: {@code Learning rate 1 \u2192 0.002}. */
  public static String remedy(Diagnosis diagnosis) {
    return diagnosis.remedy().stream()
        .map(DiagnosisWords::change)
        .collect(Collectors.joining(", "));
  }

  private static String change(Diagnosis.Change change) {
    try {
      Setting setting = Setting.named(change.setting());
      return Text.of(
          "diagnosis.change",
          SettingWords.label(setting),
          SettingWords.of(setting, setting.parse(change.from())),
          SettingWords.of(setting, setting.parse(change.to())));
    } catch (InvalidConfigException e) { // of another version of the program
      return Text.of("diagnosis.change", change.setting(), change.from(), change.to());
    }
  }

  /** The command that trains with the changed settings; empty when there are none. */
  public static Optional<String> command(RunInfo info, Diagnosis diagnosis) {
    String preset = info.preset().orElse(DEFAULTS);
    return info.config()
        .flatMap(diagnosis::mended)
        .flatMap(mended -> Presets.find(preset).map(known -> command(known, mended)));
  }

  private static String command(Presets.Preset preset, ExperimentConfig config) {
    StringBuilder command = new StringBuilder("sparsevd train " + preset.name());
    config
        .differencesFrom(preset.config())
        .forEach((key, value) -> command.append(" --set ").append(word(key, value.here())));
    return command.toString();
  }

  private static String word(String key, String value) {
    String assignment = key + "=" + value;
    return assignment.matches("[A-Za-z0-9=.,@_-]+") ? assignment : "\"" + assignment + "\"";
  }
}
