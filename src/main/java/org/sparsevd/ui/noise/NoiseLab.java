package org.sparsevd.ui.noise;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.ChartTheme;
import org.sparsevd.chart.GradientNoiseChart;
import org.sparsevd.chart.RunView;
import org.sparsevd.nn.vd.GradientEstimator;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.GradientNoise;
import org.sparsevd.ui.control.FileDialogs;
import org.sparsevd.ui.live.ChartCard;
import org.sparsevd.ui.live.EstimatorRaceCard;
import org.sparsevd.ui.live.GradientNoiseCard;
import org.sparsevd.ui.live.WeightNoiseCard;

/** One weight under noise, the gradient's noise under the three estimators, and their race. */
public final class NoiseLab extends HBox {
  private static final String RACE_EPOCHS = "10";

  private final NoiseModel model;
  private final WeightNoiseCard weightCard;
  private final GradientNoiseCard noiseCard;
  private final EstimatorRaceCard raceCard;
  private final WeightPanel panel;
  private final Label ratios = new Label();
  private final Label problem = new Label();
  private final TextField epochs = new TextField(RACE_EPOCHS);

  public NoiseLab(NoiseModel model, FileDialogs dialogs) {
    this.model = model;
    weightCard = new WeightNoiseCard(dialogs);
    noiseCard = new GradientNoiseCard(dialogs);
    raceCard = new EstimatorRaceCard(dialogs);
    panel = new WeightPanel(model);
    getStyleClass().addAll("view", "noise-lab");
    getStylesheets().add(NoiseLab.class.getResource("noise.css").toExternalForm());
    weightCard.setId("weight-noise");
    noiseCard.setId("gradient-noise");
    raceCard.setId("estimator-race");
    epochs.setId("race-epochs");
    epochs.getStyleClass().add("number-field");
    epochs.setAccessibleText(Text.of("ui.noise.raceEpochs"));
    Label epochsName = new Label(Text.of("ui.noise.raceEpochs"));
    epochsName.getStyleClass().add("muted");
    epochsName.setMinWidth(USE_PREF_SIZE);
    TaskBar race = new TaskBar(model.racing(), "race", "ui.noise.race", this::race);
    race.getChildren().addAll(0, List.of(epochsName, epochs));
    race.setMinWidth(USE_PREF_SIZE);
    raceCard.actions().addFirst(race);
    raceCard.subtitleProperty().set(Text.of("ui.noise.raceOf"));
    noiseCard
        .actions()
        .addFirst(new TaskBar(model.measuring(), "measure", "ui.noise.measure", model::measure));
    ratios.setId("noise-ratios");
    ratios.getStyleClass().add("caption");
    ratios.setWrapText(true);
    ratios.setMinHeight(USE_PREF_SIZE);
    problem.setId("noise-problem");
    problem.getStyleClass().add("danger-text");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    VBox left = column(weightCard);
    VBox panelCard = new VBox(panel);
    panelCard.getStyleClass().add("card");
    left.getChildren().add(panelCard);
    VBox right = column(noiseCard);
    VBox.setVgrow(raceCard, Priority.ALWAYS);
    right.getChildren().addAll(ratios, raceCard, problem);
    getChildren().setAll(left, right);
    model.weightProperty().addListener(observable -> showWeight());
    model.logAlphaProperty().addListener(observable -> showWeight());
    model.noiseProperty().addListener(observable -> showNoise());
    model.setOnRace(raceCard::begin, raceCard::add);
    showWeight();
    showNoise();
  }

  private static VBox column(Region first) {
    VBox column = new VBox(first);
    column.getStyleClass().add("noise-column");
    VBox.setVgrow(first, Priority.ALWAYS);
    HBox.setHgrow(column, Priority.ALWAYS);
    column.setMinWidth(0);
    column.setPrefWidth(400); // both alike; they share what there is
    return column;
  }

  private void race() {
    int wanted = Numbers.parseWhole(epochs.getText()).orElse(0);
    if (wanted >= 1 && wanted <= 9999) {
      model.race(wanted);
    } else {
      epochs.setText(RACE_EPOCHS);
    }
  }

  /** Looks at a run; its newest weights are taken. */
  public void show(Optional<RunView> view) {
    model.look(view.map(RunView::run), view.map(RunView::layer).orElse(""));
    weightCard
        .subtitleProperty()
        .set(
            model
                .weightProperty()
                .get()
                .map(each ->
                    Text.of(
                        "ui.noise.of", each.layer(), each.input(), each.output(), model.epoch()))
                .orElse(""));
    if (model.noiseProperty().get().isEmpty()) {
      noiseCard.showNone(Text.of(model.isUsable() ? "ui.noise.before" : "ui.noise.noRun"));
    }
  }

  /** Draws and shows some more; called as often as the window polls, while this can be seen. */
  public void poll() {
    panel.tick();
    if (model.poll()) {
      weightCard.showDraws(Optional.of(model.draws().forChart()));
      panel.showDraws();
    }
  }

  public void setTheme(ChartTheme theme) {
    charts().forEach(card -> card.setTheme(theme));
  }

  public List<ChartCard> charts() {
    return List.of(weightCard, noiseCard, raceCard);
  }

  private void showWeight() {
    weightCard.showDraws(model.weightProperty().get().map(chosen -> model.draws().forChart()));
  }

  private void showNoise() {
    List<GradientNoise> noise = model.noiseProperty().get();
    if (noise.isEmpty()) {
      ratios.setText("");
      return;
    }
    noiseCard.showNoise(noise);
    noiseCard.subtitleProperty().set(Text.of("ui.noise.measured", model.epoch(), NoiseModel.DRAWS));
    StringBuilder words = new StringBuilder();
    for (int layer = 0; layer < noise.getFirst().layers().size(); layer++) {
      words
          .append(words.isEmpty() ? "" : "   ")
          .append(
              Text.of(
                  "ui.noise.ratio",
                  noise.getFirst().layers().get(layer).name(),
                  ratio(noise, GradientEstimator.MULTIPLICATIVE, layer),
                  ratio(noise, GradientEstimator.ADDITIVE, layer)));
    }
    ratios.setText(Text.of("ui.noise.ratios", words));
  }

  private static String ratio(List<GradientNoise> noise, GradientEstimator estimator, int layer) {
    double ratio =
        GradientNoiseChart.ratio(
            noise, estimator, GradientEstimator.LOCAL_REPARAMETERISATION, layer);
    return Numbers.decimals(ratio, ratio < 10 ? 1 : 0);
  }
}
