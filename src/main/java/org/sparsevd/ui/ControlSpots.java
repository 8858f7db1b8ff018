package org.sparsevd.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * Writes where the window's controls are and what they say, for a script that works the installed
 * program by mouse and has to know where to click and when to go on.
 */
final class ControlSpots {
  /** System property: the file, written anew every half second. */
  private static final String PROPERTY = "sparsevd.spots";

  private static final Duration EACH = Duration.millis(500);

  private ControlSpots() {}

  /** Does nothing unless the property asks for it. */
  static void writeWhenAsked(Stage stage) {
    Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .ifPresent(file -> {
          Timeline timeline =
              new Timeline(
                  new KeyFrame(EACH, event -> write(lines(stage.getScene().getRoot()), file)));
          timeline.setCycleCount(Animation.INDEFINITE);
          timeline.play();
        });
  }

  /**
   * A control that has an id and can be used, a line: x and y of its centre on the screen, id,
   * text.
   */
  static List<String> lines(Node root) {
    List<String> lines = new ArrayList<>();
    add(root, lines);
    return lines;
  }

  private static void add(Node node, List<String> lines) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    Point2D centre =
        node.localToScreen(
            node.getLayoutBounds().getCenterX(), node.getLayoutBounds().getCenterY());
    if (node.getId() != null && centre != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.0f %.0f %s %s",
              centre.getX(),
              centre.getY(),
              node.getId(),
              text(node)));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> add(child, lines));
    }
  }

  private static String text(Node node) {
    return switch (node) {
      case TextInputControl field -> field.getText();
      case Labeled label -> label.getText();
      default -> "";
    };
  }

  private static void write(List<String> lines, Path file) {
    try {
      // Whoever reads it finds it whole.
      Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), lines);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
