package org.sparsevd.run.results;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A published figure of others. Numbers have as many decimals as they were printed with.
 *
 * @param method as the publication calls it
 * @param trainErrorPercent error on training samples; empty when it was not given
 * @param errorPercent test error; empty when it was not given
 * @param sparsityPercent pruned share of each layer, from the input on; empty when not given
 * @param compression |W| / |W≠0|; empty when it was not given
 * @param source who published it
 */
public record PublishedResult(
    String method,
    Optional<BigDecimal> trainErrorPercent,
    Optional<BigDecimal> errorPercent,
    List<BigDecimal> sparsityPercent,
    Optional<BigDecimal> compression,
    String source) {
  public PublishedResult {
    sparsityPercent = List.copyOf(sparsityPercent);
  }
}
