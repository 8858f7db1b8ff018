package org.sparsevd.ui.noise;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.prune.NoisyWeight;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Icon;

/** Which weight the draws are of, how noisy it is, and what that does to its sign. */
final class WeightPanel extends VBox {
  /** log α a poll while α grows by itself: from the left end to the right in twelve seconds. */
  private static final double GROWTH = 0.13;

  private final NoiseModel model;
  private final TextField input = field("noise-input", "ui.noise.input");
  private final TextField output = field("noise-output", "ui.noise.output");
  private final TextField logAlpha = field("noise-log-alpha", "ui.noise.logAlpha");
  private final Slider slider = new Slider(-LogAlpha.CLIP, LogAlpha.CLIP, 0);
  private final ToggleButton grow = new ToggleButton(Text.of("ui.noise.grow"));
  private final Label theta = value("noise-theta");
  private final Label own = value("noise-own");
  private final Label rate = value("noise-rate");
  private final Label drawn = value("noise-drawn");
  private final Label otherSign = value("noise-other-sign");
  private final Label expected = value("noise-expected");

  WeightPanel(NoiseModel model) {
    this.model = model;
    getStyleClass().add("weight-panel");
    slider.setId("noise-slider");
    slider.setAccessibleText(Text.of("ui.noise.logAlpha"));
    slider.setBlockIncrement(0.1);
    slider.valueProperty().bindBidirectional(model.logAlphaProperty());
    HBox.setHgrow(slider, Priority.ALWAYS);
    grow.setId("noise-grow");
    grow.setGraphic(new Icon(Feather.PLAY));
    Button another = new Button(Text.of("ui.noise.another"), new Icon(Feather.SHUFFLE));
    another.setId("noise-another");
    another.setOnAction(event -> model.chooseAnother());
    input.setOnAction(event -> choose());
    output.setOnAction(event -> choose());
    logAlpha.setOnAction(event -> typed());
    HBox place =
        new HBox(label("ui.noise.input"), input, label("ui.noise.output"), output, another);
    place.getStyleClass().add("noise-row");
    HBox noise = new HBox(label("ui.noise.logAlpha"), slider, logAlpha, grow);
    noise.getStyleClass().add("noise-row");
    getChildren().setAll(place, noise, figures());
    disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.weightProperty().get().isEmpty(), model.weightProperty()));
    model.weightProperty().addListener(observable -> show());
    model.logAlphaProperty().addListener(observable -> show());
    show();
  }

  private GridPane figures() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("noise-figures");
    for (int column = 0; column < 4; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setHgrow(column % 2 == 0 ? Priority.ALWAYS : Priority.NEVER);
      constraints.setHalignment(column % 2 == 0 ? HPos.LEFT : HPos.RIGHT);
      grid.getColumnConstraints().add(constraints);
    }
    grid.addRow(0, label("ui.noise.theta"), theta, label("ui.noise.drawn"), drawn);
    grid.addRow(1, label("ui.noise.own"), own, label("ui.noise.otherSign"), otherSign);
    grid.addRow(2, label("ui.noise.rate"), rate, label("ui.noise.expected"), expected);
    return grid;
  }

  private static TextField field(String id, String key) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(Text.of(key));
    field.getStyleClass().add("number-field");
    return field;
  }

  private static Label label(String key) {
    Label label = new Label(Text.of(key));
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Label value(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("strong");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** Takes a weight's place from the fields; what is no place is put back. */
  private void choose() {
    model
        .weightProperty()
        .get()
        .ifPresent(now ->
            model.choose(
                Numbers.parseWhole(input.getText()).orElse(now.input()),
                Numbers.parseWhole(output.getText()).orElse(now.output())));
    show();
  }

  private void typed() {
    Numbers.parse(logAlpha.getText())
        .ifPresent(value ->
            model.logAlphaProperty().set(Math.clamp(value, -LogAlpha.CLIP, LogAlpha.CLIP)));
    show();
  }

  private void show() {
    Optional<NoisyWeight> chosen = model.weightProperty().get();
    double noise = model.logAlphaProperty().get();
    input.setText(chosen.map(each -> Integer.toString(each.input())).orElse(""));
    output.setText(chosen.map(each -> Integer.toString(each.output())).orElse(""));
    logAlpha.setText(Numbers.decimals(noise, 2));
    theta.setText(chosen.map(each -> Numbers.decimals(each.theta(), 4)).orElse("–"));
    own.setText(chosen.map(each -> Numbers.decimals(each.logAlpha(), 2)).orElse("–"));
    rate.setText(Numbers.decimals(LogAlpha.dropoutRate(noise), 3));
    expected.setText(percent(WeightDraws.otherSignProbability(noise)));
    showDraws();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : Numbers.decimals(100 * share, 2) + " %";
  }

  /** Brings the counted figures up to date. */
  void showDraws() {
    boolean none = model.weightProperty().get().isEmpty();
    drawn.setText(none ? "–" : Numbers.count(model.draws().total()));
    otherSign.setText(none ? "–" : percent(model.draws().otherSignShare()));
  }

  /** Lets α grow a step further when it is to grow by itself; stops at the end. */
  void tick() {
    if (!grow.isSelected()) {
      return;
    }
    double next = model.logAlphaProperty().get() + GROWTH;
    if (next >= LogAlpha.CLIP) {
      grow.setSelected(false);
      next = LogAlpha.CLIP;
    }
    model.logAlphaProperty().set(next);
  }
}
