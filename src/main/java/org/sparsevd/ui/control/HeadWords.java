package org.sparsevd.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * A title and a quieter line beside it; below it, each in as many lines as it takes, where there is
 * no room for both.
 */
final class HeadWords extends Region {
  private static final double GAP_EM = 0.667;

  /** About as long as a long word of a title. */
  private static final double WORD_EM = 7;

  private final Label title;
  private final Label subtitle;

  HeadWords(Label title, Label subtitle) {
    this.title = title;
    this.subtitle = subtitle;
    getStyleClass().add("card-words");
    title.setWrapText(true);
    subtitle.setWrapText(true);
    getChildren().setAll(title, subtitle);
    subtitle.textProperty().addListener(observable -> requestLayout());
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private boolean hasSubtitle() {
    return !subtitle.getText().isEmpty();
  }

  private double gap() {
    return Math.rint(GAP_EM * subtitle.getFont().getSize());
  }

  private double besideWidth() {
    return hasSubtitle()
        ? snapSizeX(title.prefWidth(-1)) + gap() + snapSizeX(subtitle.prefWidth(-1))
        : snapSizeX(title.prefWidth(-1));
  }

  private boolean isBeside(double width) {
    return width < 0 || besideWidth() <= width;
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.min(snapSizeX(title.prefWidth(-1)), WORD_EM * title.getFont().getSize());
  }

  @Override
  protected double computePrefWidth(double height) {
    return besideWidth();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double first = snapSizeY(title.prefHeight(width));
    if (!hasSubtitle()) {
      return first;
    }
    return isBeside(width)
        ? Math.max(first, snapSizeY(subtitle.prefHeight(-1)))
        : first + snapSizeY(subtitle.prefHeight(width));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double titleWidth = Math.min(width, snapSizeX(title.prefWidth(-1)));
    double titleHeight = snapSizeY(title.prefHeight(titleWidth));
    if (isBeside(width)) {
      double height = snapSizeY(subtitle.prefHeight(-1));
      double left = titleWidth + gap();
      title.resizeRelocate(
          0, snapPositionY((getHeight() - titleHeight) / 2), titleWidth, titleHeight);
      subtitle.resizeRelocate(
          left, snapPositionY((getHeight() - height) / 2), Math.max(0, width - left), height);
    } else {
      double height = snapSizeY(subtitle.prefHeight(width));
      double top = Math.max(0, snapPositionY((getHeight() - titleHeight - height) / 2));
      title.resizeRelocate(0, top, titleWidth, titleHeight);
      subtitle.resizeRelocate(0, top + titleHeight, width, height);
    }
  }
}
