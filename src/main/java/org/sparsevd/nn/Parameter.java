package org.sparsevd.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * A matrix that training changes: its value, the gradient of the loss with respect to it, and
 * Adam's two moments, all of one shape. Owned by one layer.
 */
public final class Parameter {
  private final String name;
  final FMatrixRMaj value;
  final FMatrixRMaj gradient;
  final FMatrixRMaj firstMoment;
  final FMatrixRMaj secondMoment;

  /** A parameter of zeros, [rows × columns]. */
  public Parameter(String name, int rows, int columns) {
    this.name = name;
    value = new FMatrixRMaj(rows, columns);
    gradient = new FMatrixRMaj(rows, columns);
    firstMoment = new FMatrixRMaj(rows, columns);
    secondMoment = new FMatrixRMaj(rows, columns);
  }

  /** {@code fc1.theta}, as in the weights file. */
  public String name() {
    return name;
  }

  /** The live value, changed by every step. */
  public FMatrixRMaj value() {
    return value;
  }

  /** ∂L/∂value of the latest backward pass; overwritten by the next. */
  public FMatrixRMaj gradient() {
    return gradient;
  }

  /** Adam's running mean of the gradients, live: part of what a training is resumed from. */
  public FMatrixRMaj firstMoment() {
    return firstMoment;
  }

  /** Adam's running mean of the squared gradients, live. */
  public FMatrixRMaj secondMoment() {
    return secondMoment;
  }

  /**
   * Copies {@code newValue} into the value.
   *
   * @throws IllegalArgumentException when it is of another shape
   */
  public void set(FMatrixRMaj newValue) {
    if (value.numRows != newValue.numRows || value.numCols != newValue.numCols) {
      throw new IllegalArgumentException(
          "%s: expected [%d × %d], got [%d × %d]"
              .formatted(name, value.numRows, value.numCols, newValue.numRows, newValue.numCols));
    }
    value.setTo(newValue);
  }

  public int size() {
    return value.getNumElements();
  }
}
