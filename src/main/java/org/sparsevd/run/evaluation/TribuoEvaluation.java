package org.sparsevd.run.evaluation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsevd.train.Predictions;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.ConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/** Predictions of a network as Tribuo's, and what its {@link LabelEvaluator} says of them. */
final class TribuoEvaluation {
  private final List<Label> labels;
  private final Predictions predictions;

  TribuoEvaluation(List<String> classNames, Predictions predictions) {
    labels = classNames.stream().map(Label::new).toList();
    this.predictions = predictions;
    if (predictions.size() > 0 && predictions.classes() != labels.size()) {
      throw new IllegalArgumentException(
          "expected names of %d classes, got %s".formatted(predictions.classes(), classNames));
    }
  }

  ClassReport report() {
    if (predictions.size() == 0) { // the evaluator wants at least one
      return empty();
    }
    GivenPredictions network = new GivenPredictions(domain());
    LabelEvaluation evaluation =
        new LabelEvaluator().evaluate(network, given(), new EmptyDatasetProvenance());
    ConfusionMatrix<Label> matrix = evaluation.getConfusionMatrix();
    List<ClassReport.ClassFigures> figures = new ArrayList<>();
    List<List<Integer>> counts = new ArrayList<>();
    for (Label truth : labels) {
      counts.add(labels.stream().map(taken -> (int) matrix.confusion(taken, truth)).toList());
      figures.add(
          new ClassReport.ClassFigures(
              truth.getLabel(),
              evaluation.precision(truth),
              evaluation.recall(truth),
              evaluation.f1(truth),
              (int) matrix.support(truth)));
    }
    return new ClassReport(figures, counts, evaluation.accuracy());
  }

  private ClassReport empty() {
    return new ClassReport(
        labels.stream()
            .map(label -> new ClassReport.ClassFigures(label.getLabel(), 0, 0, 0, 0))
            .toList(),
        labels.stream().map(_ -> labels.stream().map(_ -> 0).toList()).toList(),
        Double.NaN);
  }

  /** All classes, also those that no sample is of. */
  private ImmutableOutputInfo<Label> domain() {
    MutableOutputInfo<Label> domain = new LabelFactory().generateInfo();
    labels.forEach(domain::observe);
    return domain.generateImmutableOutputInfo();
  }

  private List<Prediction<Label>> given() {
    List<Prediction<Label>> given = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      int best = predictions.predicted()[i];
      if (best < 0) {
        throw new IllegalArgumentException(
            "sample %d: expected finite logits, got NaN, so it has no class".formatted(i));
      }
      double[] probabilities = predictions.probabilities(i);
      Map<String, Label> scores = new LinkedHashMap<>();
      for (int c = 0; c < probabilities.length; c++) {
        String name = labels.get(c).getLabel();
        scores.put(name, new Label(name, probabilities[c]));
      }
      given.add(
          new Prediction<>(
              scores.get(labels.get(best).getLabel()),
              scores,
              0,
              new ArrayExample<>(labels.get(predictions.labels()[i])),
              true));
    }
    return given;
  }

  /** What the evaluator asks of a model whose predictions are there already: its classes. */
  private static final class GivenPredictions extends Model<Label> {
    private static final long serialVersionUID = 1L;

    GivenPredictions(ImmutableOutputInfo<Label> domain) {
      super(
          "given predictions",
          new ModelProvenance(
              GivenPredictions.class.getName(),
              Instant.EPOCH.atOffset(ZoneOffset.UTC),
              new EmptyDatasetProvenance(),
              new EmptyTrainerProvenance()),
          new ImmutableFeatureMap(List.of()),
          domain,
          false); // else areas under curves are computed that nobody shows
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
      throw new UnsupportedOperationException("all predictions are given");
    }

    @Override
    public Map<String, List<com.oracle.labs.mlrg.olcut.util.Pair<String, Double>>> getTopFeatures(
        int n) {
      return Map.of();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
      return Optional.empty();
    }

    @Override
    protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
      return this;
    }
  }
}
