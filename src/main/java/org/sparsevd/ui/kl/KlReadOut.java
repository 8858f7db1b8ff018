package org.sparsevd.ui.kl;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sparsevd.chart.KlQuantity;
import org.sparsevd.chart.RunView;
import org.sparsevd.nn.vd.KlForm;
import org.sparsevd.nn.vd.LogAlpha;
import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/** Everything there is to say about one log α: α, p, the KL term in its forms, and the weights. */
final class KlReadOut extends Card {
  private static final int DECIMALS = 5;
  private static final int SIGNIFICANT = 4;

  private final KlLabModel model;
  private final TextField field = new TextField();
  private final GridPane grid = new GridPane();
  private final Label alpha = value("kl-alpha");
  private final Label rate = value("kl-rate");
  private final Map<KlQuantity, FormRows> forms = new EnumMap<>(KlQuantity.class);
  private final Label weightsOf = new Label();
  private final Label near = value("kl-near");
  private final Label nearShare = value("kl-near-share");
  private final Label from = value("kl-from");
  private final Label fromShare = value("kl-from-share");
  private final Label source = new Label();
  private int rows;

  KlReadOut(KlLabModel model) {
    super(Text.of("ui.kl.readOut"));
    this.model = model;
    setId("kl-read-out");
    grid.getStyleClass().add("kl-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().setAll(names, numbers, numbers);
    field.setId("kl-log-alpha");
    field.getStyleClass().add("kl-field");
    field.setTooltip(new Tooltip(Text.of("ui.kl.logAlpha.help")));
    field.setAccessibleText(Text.of("chart.logAlpha"));
    field.setOnAction(event -> take());
    field.focusedProperty().addListener((observable, before, focused) -> take(focused));
    row(name("chart.logAlpha"), new Label(), field);
    row(name("ui.kl.alpha"), new Label(), alpha);
    row(name("ui.kl.rate"), new Label(), rate);
    for (KlQuantity quantity : KlQuantity.values()) {
      forms.put(quantity, new FormRows(quantity));
    }
    weightsOf.getStyleClass().add("kl-head");
    row(weightsOf, new Label(), new Label());
    row(name("ui.kl.near"), near, nearShare);
    row(name("ui.kl.from"), from, fromShare);
    source.setId("kl-source");
    source.getStyleClass().add("caption");
    source.setWrapText(true);
    source.setMinHeight(Region.USE_PREF_SIZE);
    VBox content = new VBox(grid, source);
    content.getStyleClass().add("kl-read-out");
    setContent(content);
    model.logAlphaProperty().addListener(observable -> showAll());
    model.countsProperty().addListener(observable -> showWeights());
    model.viewProperty().addListener(observable -> showWeights());
    showAll();
  }

  private void row(Region left, Region middle, Region right) {
    grid.addRow(rows++, left, middle, right);
  }

  private static Label name(String key) {
    Label name = new Label(Text.of(key));
    name.getStyleClass().add("muted");
    name.setMinWidth(Region.USE_PREF_SIZE);
    return name;
  }

  private static Label value(String id) {
    Label value = new Label();
    value.setId(id);
    value.setMinWidth(Region.USE_PREF_SIZE);
    return value;
  }

  private void take(boolean focused) {
    if (!focused) {
      take();
    }
  }

  private void take() {
    if (!field.getText().equals(written())) {
      model.type(field.getText());
    }
    field.setText(written()); // what was no number goes back to the point there is
  }

  private String written() {
    return Numbers.decimals(model.logAlphaProperty().get(), 2);
  }

  private void showAll() {
    double logAlpha = model.logAlphaProperty().get();
    field.setText(written());
    alpha.setText(significant(Math.exp(logAlpha)));
    rate.setText(Numbers.decimals(LogAlpha.dropoutRate(logAlpha), 4));
    forms.values().forEach(each -> each.show(logAlpha));
    showWeights();
  }

  private void showWeights() {
    Optional<RunView> view = model.viewProperty().get();
    Optional<WeightCounts> counts = model.countsProperty().get();
    String layer = view.map(RunView::layer).orElse("");
    weightsOf.setText(
        layer.isEmpty() ? Text.of("ui.kl.weights.all") : Text.of("ui.kl.weights.layer", layer));
    double logAlpha = model.logAlphaProperty().get();
    boolean nearCounted = counts.map(WeightCounts::isCounted).orElse(true);
    boolean fromCounted = counts.map(each -> each.isCounted(logAlpha)).orElse(true);
    long total = counts.map(WeightCounts::total).orElse(0L);
    show(near, nearShare, counts.map(each -> each.near(logAlpha)), total, nearCounted);
    show(from, fromShare, counts.map(each -> each.from(logAlpha)), total, fromCounted);
    source.setText(
        view.isEmpty()
            ? Text.of("ui.kl.source.noRun")
            : Text.of(
                counts.isEmpty()
                    ? "ui.kl.source.none"
                    : nearCounted ? "ui.kl.source.weights" : "ui.kl.source.histogram",
                Numbers.count(view.get().epoch())));
  }

  private static void show(
      Label number, Label share, Optional<Long> weights, long total, boolean counted) {
    number.setText(
        weights
            .map(Numbers::count)
            .map(words -> counted ? words : Text.of("ui.kl.about", words))
            .orElse("\u2013"));
    share.setText(
        weights
            .map(count ->
                Text.of(
                    "ui.unit.percentOf", Numbers.sparsity(total == 0 ? 0 : 100.0 * count / total)))
            .orElse(""));
  }

  /** A positive number with four significant digits, none of them beyond the point in vain. */
  private static String significant(double number) {
    int decimals = SIGNIFICANT - 1 - (int) Math.floor(Math.log10(number));
    return Numbers.decimals(number, Math.max(0, decimals));
  }

  /** The forms of one quantity, a row each: value, and what it is away from the true one. */
  private final class FormRows {
    private final KlQuantity quantity;
    private final Map<KlForm, Label> values = new EnumMap<>(KlForm.class);
    private final Map<KlForm, Label> differences = new EnumMap<>(KlForm.class);
    private final Label invalid = new Label(Text.of("ui.kl.invalid"));

    FormRows(KlQuantity quantity) {
      this.quantity = quantity;
      Label head = new Label(Text.of("ui.kl." + quantity.name()));
      Label away = new Label(Text.of("ui.kl.away"));
      head.getStyleClass().add("kl-head");
      away.getStyleClass().addAll("caption", "kl-head-caption");
      row(head, new Label(), away);
      for (KlForm form : new KlForm[] {KlForm.EXACT, KlForm.APPROXIMATION, KlForm.KINGMA}) {
        String id = "kl-" + quantity.name() + "-" + form.name();
        Label value = value(id);
        Label difference = value(id + "-away");
        difference.getStyleClass().add("muted");
        values.put(form, value);
        differences.put(form, difference);
        row(sampled(form), value, difference);
      }
      invalid.setId("kl-" + quantity.name() + "-invalid");
      invalid.getStyleClass().add("caption");
      invalid.setMinWidth(Region.USE_PREF_SIZE);
      grid.add(invalid, 1, rows - 1, 2, 1);
      GridPane.setHalignment(invalid, HPos.RIGHT);
    }

    private HBox sampled(KlForm form) {
      Region sample = new Region();
      sample.getStyleClass().addAll("kl-sample", form.name());
      sample.setMaxHeight(Region.USE_PREF_SIZE);
      HBox row = new HBox(sample, name("ui.kl.form." + form.name()));
      row.getStyleClass().add("kl-form");
      return row;
    }

    void show(double logAlpha) {
      double truth = quantity.of(KlForm.EXACT, logAlpha);
      values.forEach((form, label) -> {
        double value = quantity.of(form, logAlpha);
        boolean holds = form.holdsAt(logAlpha);
        label.setText(holds ? Numbers.decimals(value, DECIMALS) : "");
        differences
            .get(form)
            .setText(
                holds && form != KlForm.EXACT ? Numbers.decimals(value - truth, DECIMALS) : "");
      });
      invalid.setVisible(!KlForm.KINGMA.holdsAt(logAlpha));
    }
  }
}
