package org.sparsevd;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Packages that do not exist yet are fine; the rules wait for them. */
@AnalyzeClasses(packages = "org.sparsevd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesImportOnlyWhatStandsLeftOfThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("kernel")
          .definedBy("org.sparsevd.kernel..")
          .layer("text")
          .definedBy("org.sparsevd.text..")
          .layer("nn")
          .definedBy("org.sparsevd.nn..")
          .layer("data")
          .definedBy("org.sparsevd.data..")
          .layer("prune")
          .definedBy("org.sparsevd.prune..")
          .layer("train")
          .definedBy("org.sparsevd.train..")
          .layer("run")
          .definedBy("org.sparsevd.run..")
          .layer("chart")
          .definedBy("org.sparsevd.chart..")
          .layer("bench")
          .definedBy("org.sparsevd.bench..")
          .layer("tribuo")
          .definedBy("org.sparsevd.tribuo..")
          .layer("cli")
          .definedBy("org.sparsevd.cli..")
          .layer("ui")
          .definedBy("org.sparsevd.ui..")
          .layer("Main")
          .definedBy("org.sparsevd")
          .whereLayer("kernel")
          .mayNotAccessAnyLayer()
          .whereLayer("data")
          .mayNotAccessAnyLayer()
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("chart", "cli", "ui")
          .whereLayer("nn")
          .mayOnlyAccessLayers("kernel")
          .whereLayer("prune")
          .mayOnlyAccessLayers("kernel", "nn")
          .whereLayer("train")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data")
          .whereLayer("run")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data", "train")
          .whereLayer("chart")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data", "train", "run", "text")
          .whereLayer("bench")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data", "train")
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("tribuo")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data", "train", "run")
          .whereLayer("cli")
          .mayOnlyAccessLayers(
              "kernel", "nn", "prune", "data", "train", "bench", "run", "chart", "text")
          .whereLayer("ui")
          .mayOnlyAccessLayers("kernel", "nn", "prune", "data", "train", "run", "chart", "text")
          .whereLayer("Main")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "the engine must run without files, charts or a screen, the command line and the"
                  + " window must not need each other, and Main alone joins them; measuring stands"
                  + " beside the engine, which must not know that it is measured");

  @ArchTest
  static final ArchRule onlyMainStandsInTheRootPackage =
      classes()
          .that()
          .resideInAPackage("org.sparsevd")
          .should()
          .haveNameMatching("org\\.sparsevd\\.Main(\\$.*)?")
          .because("the root package may import everything, so it must stay as small as can be");

  @ArchTest
  static final ArchRule everyPackageHasItsPlaceInTheRuleAbove =
      classes()
          .should()
          .resideInAnyPackage(
              "org.sparsevd",
              "org.sparsevd.kernel..",
              "org.sparsevd.text..",
              "org.sparsevd.nn..",
              "org.sparsevd.data..",
              "org.sparsevd.prune..",
              "org.sparsevd.train..",
              "org.sparsevd.bench..",
              "org.sparsevd.run..",
              "org.sparsevd.chart..",
              "org.sparsevd.tribuo..",
              "org.sparsevd.cli..",
              "org.sparsevd.ui..")
          .because("a package that no layer names could import anything");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices()
          .matching("org.sparsevd.(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("packages in a cycle can only be understood, tested and moved together");

  @ArchTest
  static final ArchRule onlyKernelsKnowTheVectorApi =
      only(
          resideInAPackage("org.sparsevd.kernel.."),
          "jdk.incubator.vector..",
          "the incubating module changes and may be absent; one package with a scalar twin bears"
              + " that for all");

  @ArchTest
  static final ArchRule onlyTheEngineKnowsEjml =
      only(
          resideInAnyPackage(
                  "org.sparsevd.nn..",
                  "org.sparsevd.data..",
                  "org.sparsevd.prune..",
                  "org.sparsevd.train..",
                  "org.sparsevd.bench..",
                  "org.sparsevd.run..")
              .or(resideInAPackage("org.sparsevd.kernel..").and(simpleNameContaining("Ejml"))),
          "org.ejml..",
          "kernels work on plain float[] (the bench compares them with EJML's), and whoever shows"
              + " or prints numbers needs no matrices");

  @ArchTest
  static final ArchRule onlyAdaptersKnowTribuo =
      only(
          resideInAnyPackage("org.sparsevd.tribuo..", "org.sparsevd.data..", "org.sparsevd.run.."),
          "org.tribuo..",
          "Tribuo is one way in and out; the engine must not depend on it");

  @ArchTest
  static final ArchRule onlyAdaptersAndExportersKnowTribuosFormats =
      only(
          resideInAnyPackage("org.sparsevd.tribuo..", "org.sparsevd.run.."),
          new String[] {"ai.onnx..", "com.google.protobuf.."},
          "what Tribuo's libraries read and write of networks and their provenance concerns only"
              + " files and Tribuo's own users");

  @ArchTest
  static final ArchRule onlyAdaptersKnowTribuosProvenance =
      only(
          resideInAnyPackage("org.sparsevd.tribuo..", "org.sparsevd.run..", "org.sparsevd.data.."),
          "com.oracle..",
          "what Tribuo is extended by has to tell its provenance; nothing else has");

  @ArchTest
  static final ArchRule onlyTheWindowKnowsJavaFx =
      only(
          resideInAPackage("org.sparsevd.ui.."),
          new String[] {"javafx..", "atlantafx..", "org.kordamp.ikonli.."},
          "everything else must run on a machine without a screen");

  @ArchTest
  static final ArchRule onlyChartsKnowJFreeChart =
      only(
          resideInAnyPackage("org.sparsevd.chart..", "org.sparsevd.ui.live.."),
          "org.jfree..",
          "charts have one look and one theme, made in one place");

  @ArchTest
  static final ArchRule onlyPicturesAreMadeWithAwtImages =
      only(
          resideInAnyPackage("org.sparsevd.chart..", "org.sparsevd.data..")
              .or(simpleNameContaining("Export")),
          new String[] {"java.awt.image..", "javax.imageio.."},
          "reading data and writing pictures need images; nothing else does");

  @ArchTest
  static final ArchRule onlyChartsDrawWithAwt =
      only(
          resideInAnyPackage("org.sparsevd.chart..", "org.sparsevd.ui.live.."),
          DescribedPredicate.<JavaClass>and(
                  resideInAPackage("java.awt.."),
                  DescribedPredicate.not(resideInAPackage("java.awt.image..")))
              .as("reside in java.awt.. beside java.awt.image.."),
          "JFreeChart draws with it; everything else on screen is JavaFX");

  private static ArchRule only(
      DescribedPredicate<JavaClass> users, String importedPackage, String reason) {
    return only(users, new String[] {importedPackage}, reason);
  }

  private static ArchRule only(
      DescribedPredicate<JavaClass> users, String[] importedPackages, String reason) {
    return only(users, resideInAnyPackage(importedPackages), reason);
  }

  private static ArchRule only(
      DescribedPredicate<JavaClass> users,
      DescribedPredicate<? super JavaClass> imported,
      String reason) {
    return noClasses()
        .that(DescribedPredicate.not(users))
        .should()
        .dependOnClassesThat(imported)
        .allowEmptyShould(true)
        .as(
            "only classes that %s may depend on classes that %s"
                .formatted(users.getDescription(), imported.getDescription()))
        .because(reason);
  }
}
