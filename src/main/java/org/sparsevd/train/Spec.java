package org.sparsevd.train;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Default, range and use of one component of {@link ExperimentConfig}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Spec {
  Setting.Group group();

  /** The default, written as in JSON. */
  String standard();

  double min() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;

  /**
   * What a text component without choices holds, or a share among numbers; of other components the
   * type says it.
   */
  Setting.Kind form() default Setting.Kind.TEXT;

  /**
   * Whether the choices are the data sets of the catalogue, and any other name is allowed too: one
   * of another machine can be told, and whether it is here shows when it is loaded.
   */
  boolean fromCatalog() default false;

  /** Whether it may change while a training goes on, from its next epoch on. */
  boolean changeable() default false;

  /** Methods that read the setting; all when empty. */
  Method[] only() default {};
}
